using System.Collections.Concurrent;

namespace Orleans.Bundled.Calls;

/// <summary>
/// What generated code has registered, in module initialisers: how to refer to each grain interface, and the grain
/// classes.
/// </summary>
public static class ReferenceRegistry
{
    private static readonly ConcurrentDictionary<Type, Func<ReferenceSeed, Reference>> Factories = new();
    private static readonly ConcurrentDictionary<Type, bool> Classes = new();

    internal static IEnumerable<Type> GrainClasses => Classes.Keys;

    /// <summary>Registers the reference class of an interface.</summary>
    public static void AddInterface<TInterface>(Func<ReferenceSeed, Reference> factory)
    {
        Factories[typeof(TInterface)] = factory;
        Cache<TInterface>.Factory = factory;
    }

    /// <summary>Registers a grain class.</summary>
    public static void AddClass(Type type) => Classes[type] = true;

    internal static bool Knows(Type interfaceType) => Factories.ContainsKey(interfaceType);

    internal static Reference Create(Type interfaceType, ReferenceSeed seed) =>
        Factories.TryGetValue(interfaceType, out var factory) ? factory(seed) : throw Unknown(interfaceType);

    internal static TInterface Create<TInterface>(ReferenceSeed seed)
    {
        var factory = Cache<TInterface>.Factory ?? throw Unknown(typeof(TInterface));
        return (TInterface)(object)factory(seed);
    }

    private static ArgumentException Unknown(Type type) => new(
        $"No reference class for {type}: is it a grain interface in a project that the generator runs in?");

    private static class Cache<TInterface>
    {
        public static Func<ReferenceSeed, Reference>? Factory;
    }
}
