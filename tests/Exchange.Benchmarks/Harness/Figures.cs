using System.Globalization;

namespace Exchange.Benchmarks.Harness;

/// <summary>How numbers are written in tables.</summary>
internal static class Figures
{
    public static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Tenths(double value) => value.ToString("#,0.0", CultureInfo.InvariantCulture);

    public static string Hundredths(double value) => value.ToString("#,0.00", CultureInfo.InvariantCulture);

    /// <summary>A spread, as the reader of a median wants it.</summary>
    public static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);
}
