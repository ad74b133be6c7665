using System.Reflection;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>Writes the public surface of assemblies down, one member a line.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static SortedSet<string> Of(IEnumerable<Assembly> assemblies) =>
        new(assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsVisible).SelectMany(Lines), StringComparer.Ordinal);

    private static IEnumerable<string> Lines(Type type)
    {
        var kind = type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class";
        var shape = (type.IsAbstract ? "abstract " : "") + (type.IsSealed ? "sealed " : "");
        yield return $"{Name(type)} = {shape}{kind}{(type.BaseType is null ? "" : " : " + Name(type.BaseType))}";
        foreach (var one in type.GetInterfaces().Where(i => i.IsVisible))
            yield return $"{Name(type)} is {Name(one)}";
        foreach (var field in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily))
            yield return $"{Name(type)}.{field.Name}: {Name(field.FieldType)}{Constant(field)}";
        foreach (var method in type.GetMembers(Declared).OfType<MethodBase>().Where(m => IsVisible(type, m)))
            yield return $"{Name(type)}.{Signature(method)}";
    }

    private static string Constant(FieldInfo field) => field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "";

    /// <summary>
    /// An abstract class can be made through its constructors by no one but its heirs, whatever they say.
    /// </summary>
    private static bool IsVisible(Type type, MethodBase method) =>
        (method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !type.IsSealed))
        && !(type.IsAbstract && method.IsConstructor);

    private static string Signature(MethodBase method)
    {
        var generic = method.IsGenericMethod ? $"`{method.GetGenericArguments().Length}" : "";
        var parameters = method.GetParameters().Select(p =>
            $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = default" : "")}");
        var result = method is MethodInfo { ReturnType: var type } ? Name(type) : "new";
        var modifiers = (method.IsPublic ? "" : " protected")
            + (method.IsStatic ? " static" : "")
            + (method.IsAbstract ? " abstract" : method is { IsVirtual: true, IsFinal: false } ? " virtual" : "");
        return $"{method.Name}{generic}({string.Join(", ", parameters)}): {result}{modifiers}";
    }

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (type.IsByRef)
            return "ref " + Name(type.GetElementType()!);
        var outer = type.IsNested ? Name(type.DeclaringType!) : type.Namespace;
        var arguments = type.IsGenericType ? $"<{string.Join(",", type.GetGenericArguments().Select(Name))}>" : "";
        return $"{outer}.{type.Name}{arguments}";
    }
}
