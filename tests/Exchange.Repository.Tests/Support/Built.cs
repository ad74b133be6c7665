using System.Reflection;

namespace Exchange.Repository.Tests.Support;

/// <summary>What the build told these tests.</summary>
internal static class Built
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Value("Root"));

    /// <summary>The silo that was built on the same stack.</summary>
    public static string Silo => Path.GetFullPath(Value("SiloPath"));

    public static string Stack => Value("Stack");

    private static string Value(string key) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!;
}
