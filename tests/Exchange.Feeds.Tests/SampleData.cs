using Xunit.Abstractions;

namespace Exchange.Feeds.Tests;

/// <summary>Real prices, no part of the repository: they are found, or the test says they are absent.</summary>
internal static class SampleData
{
    public static string? Find(string name, ITestOutputHelper output)
    {
        var path = Folders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (path is null)
            output.WriteLine($"skipped: no {name} in EXCHANGE_DATA_SAMPLES or a shared/data folder above the tests");

        return path;
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("EXCHANGE_DATA_SAMPLES") is { Length: > 0 } named)
        {
            yield return named;
            yield break;
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            yield return Path.Combine(at.FullName, "shared", "data");
    }
}
