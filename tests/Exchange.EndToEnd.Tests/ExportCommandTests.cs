using System.Diagnostics;
using System.Text.Json;
using Exchange.EndToEnd.Tests.Support;
using Exchange.Ledger;
using Exchange.Ledger.Tests;

namespace Exchange.EndToEnd.Tests;

/// <summary>The export as an accountant runs it: beside the running exchange, into a file, into a pipe.</summary>
public sealed class ExportCommandTests
{
    private const int Limit = 180_000;
    private const string Head = "sequence,entry_id,kind,time,order_id,transfer_id,rebalance_id,account,asset,amount";

    [Fact(Timeout = Limit)]
    public async Task It_writes_a_ledger_in_use_and_says_what_ListEntries_says()
    {
        using var scratch = new Scratch();
        using var silo = await SiloProcess.Start(scratch.Path, "--feed", "none");
        using var client = new Client(silo);
        await client.Publish("BTC-USD", "60000");
        await client.Deposit("alice", "1000");
        await client.Deposit("bob", "1");
        await client.Buy("alice", "1", "BTC3L", "100");

        var (code, said) = await SiloProcess.Run(
            "export", "--data", scratch.Path, "--wallet", "alice", "--format", "jsonl");
        var listed = await client.Wallets.ListEntriesAsync(new V1.ListEntriesRequest(), client.As("trader", "alice"));

        Assert.Equal(0, code);
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement);
        Assert.Equal(listed.Entries.Reverse().Select(Facts), lines.Select(Facts));
        var whole = await SiloProcess.Run("export", "--data", scratch.Path);
        Assert.StartsWith(Head + "\n1,", whole.Said, StringComparison.Ordinal);
        Assert.Contains(",wallet/bob,USDT,1.00000000\n", whole.Said, StringComparison.Ordinal);
        Assert.Equal(0, await silo.Stop());
    }

    [Fact(Timeout = Limit)]
    public async Task A_file_that_is_there_is_replaced_only_by_force()
    {
        using var scratch = new Scratch();
        await FillAsync(scratch.Path, 3);
        var file = Path.Combine(scratch.Path, "journal.csv");
        string[] command = ["export", "--data", scratch.Path, "--output", file];
        var before = await File.ReadAllBytesAsync(Path.Combine(scratch.Path, "ledger.db"));

        Assert.Equal((0, ""), await SiloProcess.Run(command));
        Assert.Equal(7, (await File.ReadAllLinesAsync(file)).Length);
        await File.WriteAllTextAsync(file, "mine");
        var refused = await SiloProcess.Run(command);
        Assert.Equal(2, refused.Code);
        Assert.Contains("exists; --force replaces it", refused.Said, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file));
        Assert.Equal((0, ""), await SiloProcess.Run([.. command, "--force", "--wallet", "w1"]));
        Assert.Equal(3, (await File.ReadAllLinesAsync(file)).Length);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(scratch.Path, "ledger.db")));
    }

    [Fact(Timeout = Limit)]
    public async Task A_reader_that_has_enough_is_no_failure_and_several_may_write_one_file()
    {
        using var scratch = new Scratch();
        await FillAsync(scratch.Path, 5_000);

        var (code, said) = await BashAsync("set -o pipefail; \"$@\" | head -n 2", scratch.Path);
        Assert.Equal((0, 2), (code, said.Count(letter => letter == '\n')));
        Assert.StartsWith(Head, said, StringComparison.Ordinal);

        var both = await BashAsync("{ \"$@\"; echo end; } > \"$6/both\"; cat \"$6/both\"", scratch.Path);
        Assert.Equal(0, both.Code);
        Assert.StartsWith(Head, both.Said, StringComparison.Ordinal);
        Assert.EndsWith("\nend\n", both.Said, StringComparison.Ordinal);
        Assert.Equal(10_002, both.Said.Count(letter => letter == '\n'));
    }

    [Fact(Timeout = Limit)]
    public async Task It_reads_PostgreSQL_too()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = server.MakeDatabase();
        var none = await SiloProcess.Run("export", "--ledger", "postgres", "--connection", database);
        Assert.Equal(2, none.Code);
        Assert.Contains("holds no ledger", none.Said, StringComparison.Ordinal);
        await using (var ledger = await PostgresLedger.OpenAsync(database, new LedgerOptions()))
        {
            await ledger.CommitAsync(Make.Deposit("alice", "t1", "1"));
        }

        var (code, said) = await SiloProcess.Run("export", "--ledger", "postgres", "--connection", database);

        Assert.Equal(0, code);
        Assert.Equal(3, said.Count(letter => letter == '\n'));
        Assert.Contains(",t1,,wallet/alice,USDT,1.00000000\n", said, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Where_there_is_no_ledger_or_the_line_makes_no_sense_the_code_is_2()
    {
        using var scratch = new Scratch();
        var none = await SiloProcess.Run("export", "--data", scratch.Path);
        Assert.Equal(2, none.Code);
        Assert.Contains("no ledger", none.Said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(scratch.Path));
        Assert.Equal(2, (await SiloProcess.Run("export", "--format", "xml")).Code);
        Assert.Equal(2, (await SiloProcess.Run("export", "--from", "03/04/2026")).Code);
    }

    private static string Facts(V1.Entry entry) =>
        $"{entry.Sequence} {entry.EntryId} {entry.Kind} {entry.OrderId} {entry.TransferId} {entry.RebalanceId}: "
        + string.Join(", ", entry.Postings.Select(each => $"{each.Account} {each.Asset} {each.Amount}"));

    private static string Facts(JsonElement entry)
    {
        string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.ToString() : "";
        return string.Join(' ', new[] { "sequence", "entry_id", "kind", "order_id", "transfer_id", "rebalance_id" }
            .Select(name => Text(entry, name))) + ": "
            + string.Join(", ", entry.GetProperty("postings").EnumerateArray().Select(
                each => $"{Text(each, "account")} {Text(each, "asset")} {Text(each, "amount")}"));
    }

    private static async Task FillAsync(string folder, int entries)
    {
        await using var ledger = await SqliteLedger.OpenAsync(
            Path.Combine(folder, "ledger.db"), new LedgerOptions(), TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, entries).Select(
            number => ledger.CommitAsync(Make.Deposit($"w{number}", "t", "1")).AsTask()));
    }

    private static async Task<(int Code, string Said)> BashAsync(string script, string folder)
    {
        string[] export = ["dotnet", SiloProcess.Assembly(), "export", "--format=csv", "--data", folder];
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script, "bash", .. export])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("", await errors);
        return (process.ExitCode, output);
    }
}
