using Exchange.EndToEnd.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Exchange.EndToEnd.Tests;

/// <summary>
/// The audit as an auditor runs it: beside the running exchange, after it, and on a file that was changed.
/// </summary>
public sealed class AuditCommandTests
{
    private const int Limit = 240_000;

    [Fact(Timeout = Limit)]
    public async Task It_proves_a_ledger_in_use_and_names_what_was_changed()
    {
        using var scratch = new Scratch();
        using (var silo = await SiloProcess.Start(scratch.Path, "--feed", "none"))
        {
            using var client = new Client(silo);
            await client.Publish("BTC-USD", "60000");
            await client.Deposit("alice", "1000");
            await client.Buy("alice", "1", "BTC3L", "100");
            var (code, said) = await SiloProcess.Run("audit", "--data", scratch.Path);
            Assert.True(code == 0, said);
            Assert.Contains("proved", said, StringComparison.Ordinal);
            Assert.Contains("BTC3L", said, StringComparison.Ordinal);
            silo.Kill();
        }

        await Audits.AssertClean(scratch.Path);
        await Change(scratch.Path, "UPDATE balance SET amount = '901.00000000' WHERE account = 'wallet/alice'"
            + " AND asset = 'USDT'");
        var wrong = await SiloProcess.Run("audit", "--data", scratch.Path, "--summary");
        Assert.Equal(1, wrong.Code);
        Assert.Contains("wallet/alice is 901.00000000 USDT", wrong.Said, StringComparison.Ordinal);
        var json = await SiloProcess.Run("audit", "--data", scratch.Path, "--json");
        Assert.Equal(1, json.Code);
        Assert.Contains("\"firstOffence\":{\"sequence\":2,", json.Said, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Where_there_is_no_ledger_none_is_made()
    {
        using var scratch = new Scratch();
        var (code, said) = await SiloProcess.Run("audit", "--data", scratch.Path);
        Assert.Equal(2, code);
        Assert.Contains("no ledger", said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(scratch.Path));
    }

    [Fact(Timeout = Limit)]
    public async Task A_line_that_makes_no_sense_is_not_taken_for_a_finding()
    {
        var (code, said) = await SiloProcess.Run("audit", "--nonsense");
        Assert.Equal(2, code);
        Assert.Contains("--nonsense", said, StringComparison.Ordinal);
    }

    private static async Task Change(string folder, string sql)
    {
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "ledger.db"),
            Pooling = false,
        };
        await using var connection = new SqliteConnection(file.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
