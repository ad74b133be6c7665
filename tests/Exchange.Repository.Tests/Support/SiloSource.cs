using System.Text.RegularExpressions;

namespace Exchange.Repository.Tests.Support;

/// <summary>What the sources of the silo say that those who run it rely on.</summary>
internal static partial class SiloSource
{
    /// <summary>The options of <c>exchange-silo</c>.</summary>
    public static IReadOnlyList<string> Options { get; } = Read(
        Option(),
        "SiloCommand.cs",
        "LedgerArguments.cs",
        "Clustering/ClusterArguments.cs",
        "Health/HealthArguments.cs");

    /// <summary>What is answered on the health port.</summary>
    public static IReadOnlyList<string> HealthPaths { get; } =
        Read(Path(), "Health/HealthEndpoints.cs", "Health/MetricsEndpoint.cs");

    /// <summary>Arguments as a map; every one must be <c>--option=value</c> with an option that there is.</summary>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> arguments)
    {
        var parsed = arguments.Select(argument => argument.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        Expect.None(parsed.Keys.Except(Options));
        return parsed;
    }

    private static string[] Read(Regex pattern, params string[] files)
    {
        string[] found = [.. files.SelectMany(file => pattern.Matches(Tree.Text($"src/Exchange.Silo/{file}")))
            .Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(found);
        return found;
    }

    [GeneratedRegex("new Option<[^(]*>\\(\"(--[\\w-]+)\"\\)")]
    private static partial Regex Option();

    [GeneratedRegex("const string \\w+ = \"(/[\\w/]+)\";")]
    private static partial Regex Path();
}
