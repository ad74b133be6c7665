using System.Reflection;
using Exchange.Contracts.Tokens;
using Exchange.Grains.Tokens;

namespace Exchange.Cluster.Tests.Messages;

/// <summary>All that travels between silos, found in the contracts so that nothing new is forgotten.</summary>
internal static class ContractTypes
{
    private static readonly Assembly[] Assemblies = [typeof(ITokenGrain).Assembly, typeof(TokenGrain).Assembly];

    /// <summary>The interfaces of grains and of observers.</summary>
    public static IReadOnlyList<Type> Interfaces { get; } = [.. Assemblies
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>The methods of one of them.</summary>
    public static IEnumerable<MethodInfo> Methods(Type contract) => contract.GetMethods();

    /// <summary>The types that are written by generated code.</summary>
    public static IReadOnlyList<Type> Serialized { get; } = [.. Assemblies
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
        .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>Arguments and results of every method, and the messages that are not generic.</summary>
    public static IReadOnlyList<Type> Messages { get; } = [.. Interfaces
        .SelectMany(Methods)
        .SelectMany(method => method.GetParameters().Select(argument => argument.ParameterType)
            .Append(Result(method.ReturnType)))
        .Concat(Serialized.Where(type => !type.IsGenericTypeDefinition))
        .Where(type => type != typeof(void) && !typeof(IAddressable).IsAssignableFrom(type))
        .Distinct()
        .OrderBy(type => type.ToString(), StringComparer.Ordinal)];

    private static Type Result(Type task) => task.IsGenericType ? task.GetGenericArguments()[0] : typeof(void);
}
