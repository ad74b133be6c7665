using System.Reflection;
using Orleans.Bundled.Calls;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Bundled.Activations;

/// <summary>What is to know about a grain class; found out once, by reflection, when the silo starts.</summary>
internal sealed class GrainClass
{
    private const string Suffix = "grain";
    private readonly GrainConstructor _constructor;

    public GrainClass(Type type, GrainCollectionOptions collection)
    {
        Type = type;
        Name = NameOf(type);
        Interfaces = [.. type.GetInterfaces().Where(IsGrainInterface)];
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MayInterleave = PredicateOf(type);
        CollectionAge = AgeOf(type, collection);
        HasOnActivate = Overrides(type, nameof(IGrainBase.OnActivateAsync));
        HasOnDeactivate = Overrides(type, nameof(IGrainBase.OnDeactivateAsync));
        _constructor = new GrainConstructor(type);
    }

    public Type Type { get; }

    public GrainType Name { get; }

    public Type[] Interfaces { get; }

    public bool IsReentrant { get; }

    public Func<object, IInvokable, bool>? MayInterleave { get; }

    /// <summary>How long an idle activation stays; infinite: for ever.</summary>
    public TimeSpan CollectionAge { get; }

    public bool HasOnActivate { get; }

    public bool HasOnDeactivate { get; }

    /// <summary>Any of its interfaces, by which <c>this.GrainReference</c> refers to it.</summary>
    public Type PrimaryInterface => Interfaces.FirstOrDefault(ReferenceRegistry.Knows)
        ?? throw new InvalidOperationException($"{Type} has no grain interface.");

    public object Create(Activation activation) => _constructor.Create(activation);

    public MethodInfo Implementation(CallMethod method)
    {
        var map = Type.GetInterfaceMap(method.InterfaceType);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method.Info)];
    }

    /// <summary>The name by convention: the class name in lower case, without "grain" at the end.</summary>
    private static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } given) return given.GetGrainType(null!, type);
#pragma warning disable CA1308 // Lower case is what Orleans writes into identities.
        var name = type.Name.ToLowerInvariant();
#pragma warning restore CA1308
        var plain = name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal);
        return GrainType.Create(plain ? name[..^Suffix.Length] : name);
    }

    private static bool IsGrainInterface(Type type) =>
        typeof(IAddressable).IsAssignableFrom(type) && type.Assembly != typeof(IGrain).Assembly
        || ReferenceRegistry.Knows(type);

    private static TimeSpan AgeOf(Type type, GrainCollectionOptions collection)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute), inherit: true)) return Timeout.InfiniteTimeSpan;
        if (collection.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var configured)) return configured;
        return type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit ?? collection.CollectionAge;
    }

    private static bool Overrides(Type type, string method)
    {
        var map = type.GetInterfaceMap(typeof(IGrainBase));
        var index = Array.FindIndex(map.InterfaceMethods, m => m.Name == method);
        var owner = map.TargetMethods[index]?.DeclaringType;
        return owner != typeof(Grain) && owner != typeof(IGrainBase);
    }

    private static Func<object, IInvokable, bool>? PredicateOf(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>() is not { } attribute) return null;
        const BindingFlags Any =
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.FlattenHierarchy;
        var method = type.GetMethod(attribute.CallbackMethodName, Any, [typeof(IInvokable)])
            ?? throw new InvalidOperationException(
                $"{type} has no method {attribute.CallbackMethodName} that takes an IInvokable.");
        if (method.IsStatic)
        {
            var predicate = method.CreateDelegate<Func<IInvokable, bool>>();
            return (_, call) => predicate(call);
        }

        var invoker = MethodInvoker.Create(method);
        return (instance, call) => (bool)invoker.Invoke(instance, call)!;
    }
}
