using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Bundled.Activations;
using Orleans.Bundled.Calls;
using Orleans.Configuration;
using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans.Bundled.Silos;

/// <summary>The grain classes of a silo, and which of them answers for an interface.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byName = [];
    private readonly ConcurrentDictionary<(Type, string?), GrainClass> _byInterface = new();

    public GrainClasses(GrainCollectionOptions collection)
    {
        LoadApplication();
        foreach (var type in ReferenceRegistry.GrainClasses.OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            var grainClass = new GrainClass(type, collection);
            if (!_byName.TryAdd(grainClass.Name, grainClass))
            {
                throw new InvalidOperationException(
                    $"{type} and {_byName[grainClass.Name].Type} are both grain type {grainClass.Name}.");
            }
        }
    }

    public GrainClass Of(GrainType name) => _byName.TryGetValue(name, out var found)
        ? found
        : throw new ArgumentException($"Could not find an implementation of grain type {name}");

    /// <summary>The class for an interface; the prefix of its full name tells several apart.</summary>
    public GrainClass Of(Type interfaceType, string? prefix)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        return _byInterface.GetOrAdd(
            (interfaceType, prefix), static (key, self) => self.Resolve(key.Item1, key.Item2), this);
    }

    private static bool IsByConvention(GrainClass candidate, Type interfaceType) =>
        candidate.Type.Name == interfaceType.Name[1..];

    /// <summary>
    /// Runs the module initialisers of every assembly that could hold grains: nothing of it may have been touched yet.
    /// </summary>
    private static void LoadApplication()
    {
        var own = typeof(ReferenceRegistry).Assembly;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Concat(Deployed()));
        while (queue.TryDequeue(out var assembly))
        {
            if (assembly.IsDynamic || !seen.Add(assembly.FullName!)) continue;
            var references = assembly.GetReferencedAssemblies();
            var isApplication = assembly == own || Array.Exists(references, name => name.Name == own.GetName().Name);
            if (!isApplication) continue;
            RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
            foreach (var name in references.Where(name => !IsPlatform(name.Name!) && !seen.Contains(name.FullName)))
            {
                if (TryLoad(name) is { } referenced) queue.Enqueue(referenced);
            }
        }
    }

    // A project of which only constants are used is no reference of the compiled assembly, and may hold grains.
    private static IEnumerable<Assembly> Deployed() => Directory
        .EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        .Select(Path.GetFileNameWithoutExtension)
        .Where(name => !IsPlatform(name!) && File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll")))
        .Select(name => TryLoad(new AssemblyName(name!)))
        .OfType<Assembly>();

    private static bool IsPlatform(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            // A reference that is not deployed, or no assembly, holds no grains.
            return null;
        }
    }

    private GrainClass Resolve(Type interfaceType, string? prefix)
    {
        var candidates = _byName.Values.Where(c => interfaceType.IsAssignableFrom(c.Type)).ToList();
        if (!string.IsNullOrWhiteSpace(prefix))
        {
            var matches = candidates.FindAll(c => c.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal));
            return matches.Find(c => c.Type.FullName == prefix) ?? Single(matches, interfaceType, prefix);
        }

        if (interfaceType.GetCustomAttribute<DefaultGrainTypeAttribute>() is { } given)
        {
            return Of(GrainType.Create(given.GrainType));
        }

        return candidates.Find(c => IsByConvention(c, interfaceType)) ?? Single(candidates, interfaceType, prefix);
    }

    private static GrainClass Single(List<GrainClass> candidates, Type interfaceType, string? prefix) =>
        candidates.Count switch
        {
            1 => candidates[0],
            0 => throw new ArgumentException(
                $"Could not find an implementation for interface {interfaceType} {prefix}".TrimEnd()),
            _ => throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {interfaceType} {prefix}. "
                + $"Candidates: {string.Join(", ", candidates.Select(c => c.Type.FullName))}"),
        };
}
