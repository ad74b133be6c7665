using Xunit;

namespace Exchange.Feeds.Tests;

/// <summary>Real prices, no part of the repository: a folder that is named, or shared/data above the tests.</summary>
internal static class RealPrices
{
    private const string Bitcoin = "btc_usd_1h_bitstamp.csv";

    private static readonly string? Folder = Folders().FirstOrDefault(
        static folder => File.Exists(Path.Combine(folder, Bitcoin)));

    /// <summary>Why a test that needs them is skipped, or null.</summary>
    public static string? Absent => Folder is null
        ? "no real prices in EXCHANGE_DATA_SAMPLES or in a folder shared/data above the tests"
        : null;

    public static string PathOf(string name) => Path.Combine(
        Folder ?? throw new InvalidOperationException(Absent), name);

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("EXCHANGE_DATA_SAMPLES") is { Length: > 0 } named)
        {
            yield return named;
            yield break;
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            yield return Path.Combine(at.FullName, "shared", "data");
        }
    }
}

/// <summary>A test that counts as skipped, never as passed, where there are no real prices.</summary>
internal sealed class RealPricesFactAttribute : FactAttribute
{
    public RealPricesFactAttribute() => Skip = RealPrices.Absent;
}

/// <summary>As <see cref="RealPricesFactAttribute"/>, with data.</summary>
internal sealed class RealPricesTheoryAttribute : TheoryAttribute
{
    public RealPricesTheoryAttribute() => Skip = RealPrices.Absent;
}
