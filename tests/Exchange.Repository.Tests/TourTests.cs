using Exchange.Repository.Tests.Support;

namespace Exchange.Repository.Tests;

/// <summary>What the README tells a newcomer to type does what it says.</summary>
public sealed class TourTests
{
    private const string Readme = "README.md";

    [Fact]
    public async Task The_tour_works_from_its_first_line_to_its_last()
    {
        var blocks = Snippet.Marked(Readme, "tour");
        Assert.True(blocks.Count >= 4, $"{blocks.Count} blocks");
        await using var silo = await PrivateSilo.StartAsync("--feed", "synthetic");
        var tour = silo.Run(string.Join('\n', blocks));
        Assert.True(tour.ExitCode == 0, tour.Error + tour.Output);

        // The whole way of the money: paid in, a buy that was repeated and filled once, a sale, a rebalance.
        Assert.Contains("filled", tour.Output, StringComparison.Ordinal);
        Assert.Contains("scheduled", await ReplayedAsync(), StringComparison.Ordinal);
        var entries = silo.Run(
            "export EXCHANGE_TOKEN=$(bash deploy/exchange.sh token --sub auditor --role auditor)\n"
            + "bash deploy/exchange.sh entries alice");
        Assert.True(entries.ExitCode == 0, entries.Error);
        Assert.Single(entries.Output.Split('\n'), line => line.Contains("DEPOSIT", StringComparison.Ordinal));
        Assert.Single(entries.Output.Split('\n'), line => line.Contains("CREATION", StringComparison.Ordinal));
        Assert.Single(entries.Output.Split('\n'), line => line.Contains("REDEMPTION", StringComparison.Ordinal));
        Assert.Equal(0, await silo.StopAsync());
    }

    [Fact]
    public void The_two_commands_are_there()
    {
        var text = Tree.Text(Readme);
        foreach (var command in new[] { "bash deploy/run.sh", "bash tests/run.sh" })
        {
            Assert.Contains(command, text, StringComparison.Ordinal);
            Assert.True(Tree.Has(command.Split(' ')[1]));
        }
    }

    [Fact]
    public void Every_script_and_project_that_a_README_names_in_a_command_is_there()
    {
        foreach (var readme in Tree.With(".md"))
        {
            var named = Tree.Lines(readme)
                .SelectMany(line => line.Split([' ', '`', '(', ')', ';'], StringSplitOptions.RemoveEmptyEntries))
                .Where(word => word.StartsWith("deploy/", StringComparison.Ordinal)
                    || word.StartsWith("tests/", StringComparison.Ordinal)
                    || word.StartsWith("src/", StringComparison.Ordinal)
                    || word.StartsWith("protos/", StringComparison.Ordinal))
                .Select(word => word.TrimEnd('.', ',', ':'))
                .Where(word => !word.Contains('*') && !word.Contains('X'));
            Assert.All(named, path => Assert.True(
                Path.Exists(Path.Combine(Built.Root, path)) || Path.Exists(Path.Combine(Under(readme), path)),
                $"{readme}: {path} is not there."));
        }
    }

    /// <summary>The part on replays, whose silo ends up where its last price is; the rebalances of BTC3L.</summary>
    private static async Task<string> ReplayedAsync()
    {
        var made = Shell.Run(Assert.Single(Snippet.Marked(Readme, "prices")));
        Assert.True(made.ExitCode == 0, made.Error);
        var command = Assert.Single(Snippet.Marked(Readme, "replay")).Trim();
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["bash", "deploy/run.sh"], words[..2]);

        // Another port and folder, so that the test disturbs nobody, and the rest as it is written.
        var arguments = words[2..].ToList();
        foreach (var own in new[] { "--port", "--data" })
            arguments.RemoveRange(arguments.IndexOf(own), 2);

        await using var silo = await PrivateSilo.StartAsync(arguments);
        var bought = silo.Run(Assert.Single(Snippet.Marked(Readme, "buy-early")).Replace(
            "EXCHANGE_ADDRESS=", "IGNORED=", StringComparison.Ordinal).Replace(
            "EXCHANGE_DATA=", "IGNORED=", StringComparison.Ordinal));
        Assert.True(bought.ExitCode == 0, bought.Error + bought.Output);
        await silo.HearAsync("has ended");
        var after = silo.Run(string.Join('\n',
            "export EXCHANGE_TOKEN=$(bash deploy/exchange.sh token --sub alice --role trader)",
            "bash deploy/exchange.sh rebalances BTC3L"));
        Assert.True(after.ExitCode == 0, after.Error);
        Assert.Equal(0, await silo.StopAsync());
        return after.Output;
    }

    private static string Under(string readme) => Path.GetDirectoryName(Path.Combine(Built.Root, readme))!;
}
