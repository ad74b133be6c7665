using System.Globalization;

namespace Exchange.Benchmarks.Harness;

/// <summary>The line that a goal of the design is read from.</summary>
internal static class Ratio
{
    public static void Print(string name, double value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"RATIO {name} {value:0.00}"));
}
