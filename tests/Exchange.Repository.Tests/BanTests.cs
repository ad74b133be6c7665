using System.Text.RegularExpressions;
using Exchange.Repository.Tests.Support;

namespace Exchange.Repository.Tests;

/// <summary>Time and chance are arguments, turns stay on their scheduler, and money never floats.</summary>
public sealed partial class BanTests
{
    private static readonly string[] TurnBased = ["src/Exchange.Domain", "src/Exchange.Grains"];

    private static readonly string[] WithMoney =
        ["src/Exchange.Domain", "src/Exchange.Contracts", "src/Exchange.Grains", "src/Exchange.Ledger"];

    [Fact]
    public void Domain_and_grains_take_time_and_chance_as_arguments_and_stay_on_their_scheduler() =>
        Expect.None(Find(TurnBased, Unruly()));

    // What is measured of time and counts is not money, and instruments measure seconds as they do everywhere.
    [Fact]
    public void Money_is_fixed_point() => Expect.None(
        Find(WithMoney, Floating()).Where(found => !found.Contains("Metrics.cs:", StringComparison.Ordinal)));

    [Fact]
    public void What_is_measured_is_not_money() => Expect.None(
        Tree.With(".cs").Where(file => file.StartsWith("src/") && file.EndsWith("Metrics.cs"))
            .Where(file => Tree.Text(file).Contains("Amount", StringComparison.Ordinal)));

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = DateTimeOffset.Now;")]
    [InlineData("var chance = new Random();")]
    [InlineData("var chance = new Random(42);")]
    [InlineData("Random chance = new();")]
    [InlineData("var roll = Random.Shared.Next(6);")]
    [InlineData("await Task.Run(Work);")]
    [InlineData("await task.ConfigureAwait(false);")]
    [InlineData("await task.ConfigureAwait( false );")]
    [InlineData("Thread.Sleep(5);")]
    [InlineData("var id = Guid.NewGuid();")]
    public void What_is_unruly_is_found(string code) => Assert.Single(CodeText.Find("a.cs", code, Unruly()));

    [Theory]
    [InlineData("double price = 5;")]
    [InlineData("var price = (float)5;")]
    [InlineData("List<decimal> prices;")]
    [InlineData("var half = 0.5;")]
    [InlineData("var tiny = 1e-8;")]
    [InlineData("var five = 5d;")]
    [InlineData("var root = Math.Sqrt(2);")]
    public void What_floats_is_found(string code) => Assert.Single(CodeText.Find("a.cs", code, Floating()));

    [Theory]
    [InlineData("// DateTime.UtcNow is not for us, nor is 0.5 or a double")]
    [InlineData("/* new Random() and a float */")]
    [InlineData("/// <summary>A decimal of 0.5.</summary>")]
    [InlineData("var text = \"Task.Run or 0.5 \\\" double\";")]
    [InlineData("var text = @\"C:\\\"; var same = $\"{a} decimal 1.5\";")]
    [InlineData("var text = \"\"\"a \"double\" 1.5\"\"\";")]
    [InlineData("var mark = '\"'; var next = clock.GetUtcNow();")]
    [InlineData("var limit = 0x1D; var big = 10_000; var range = list[1..5]; var hex = 0xE5;")]
    [InlineData("await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); var randomness = 5;")]
    public void Comments_strings_and_honest_code_are_not(string code)
    {
        Expect.None(CodeText.Find("a.cs", code, Unruly()));
        Expect.None(CodeText.Find("a.cs", code, Floating()));
    }

    private static IEnumerable<string> Find(IEnumerable<string> folders, Regex pattern)
    {
        foreach (var folder in folders)
        {
            var files = Tree.Under(folder, ".cs").ToArray();
            Assert.NotEmpty(files);
            foreach (var found in files.SelectMany(file => CodeText.Find(file, Tree.Text(file), pattern)))
                yield return found;
        }
    }

    [GeneratedRegex(
        """
        \bDateTime(Offset)?\.(UtcNow|Now|Today)\b
        | \bnew\s+Random\b | \bRandom\.Shared\b | \bRandom\s+\w+\s*=
        | \bTask\.Run\b | \bTask\.Factory\b | \bThread\.Sleep\b
        | \bConfigureAwait\s*\(\s*false
        | \bGuid\.NewGuid\b | \bEnvironment\.TickCount | \bStopwatch\b
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Unruly();

    [GeneratedRegex(
        """
        \b(double|float|decimal|Half|Double|Single|Decimal)\b
        | (?<![\w.])\d[\d_]*\.\d
        | (?<![\w.])\d[\d_]*([eE][+-]?\d|[dDfFmM]\b)
        | \bMathF?\.(Sqrt|Pow|Exp|Log|Log2|Log10|Cbrt)\b
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Floating();
}
