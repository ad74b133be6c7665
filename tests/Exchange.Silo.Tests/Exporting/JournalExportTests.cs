using System.Text;
using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Ledger;
using Exchange.Ledger.Tests;
using Exchange.Silo.Exporting;

namespace Exchange.Silo.Tests.Exporting;

/// <summary>What an export says, whichever database it is of.</summary>
public abstract class JournalExportTests : IAsyncLifetime
{
    private const int Limit = 60_000;
    private const string Head =
        "sequence,entry_id,kind,time,order_id,transfer_id,rebalance_id,account,asset,amount\n";
    private const string Noon = "2026-03-01T12:00:00.0000000Z";

    private static readonly ExportOptions Everything = new(null, false, null, false, null, null);

    private ISnapshotLedger _ledger = null!;

    protected abstract Task<ISnapshotLedger> OpenAsync();

    public async Task InitializeAsync() => _ledger = await OpenAsync();

    public virtual async Task DisposeAsync() => await _ledger.DisposeAsync();

    [Fact(Timeout = Limit)]
    public async Task A_ledger_without_entries_is_a_head_or_nothing()
    {
        Assert.Equal(Head, await ExportAsync(Everything));
        Assert.Equal("", await ExportAsync(Everything with { Json = true }));
    }

    [Fact(Timeout = Limit)]
    public async Task Every_posting_is_a_row_and_a_void_is_one_too()
    {
        var deposit = await CommitAsync(Make.Deposit("alice", "t1", "12.5"));
        var voided = await CommitAsync(Make.Void(Make.Buy(
            "alice", "o1", "BTC3L", Make.EmptyBasket, TokenRevision.None).Entry));
        var order = EntryId.OfOrder("alice", "o1");

        Assert.Equal(
            Head
            + $"{deposit},{EntryId.OfDeposit("alice", "t1")},DEPOSIT,{Noon},,t1,,wallet/alice,USDT,12.50000000\n"
            + $"{deposit},{EntryId.OfDeposit("alice", "t1")},DEPOSIT,{Noon},,t1,,external,USDT,-12.50000000\n"
            + $"{voided},{order},VOID,{Noon},{order},,,,,\n",
            await ExportAsync(Everything));
    }

    [Fact(Timeout = Limit)]
    public async Task In_JSON_every_entry_is_a_line_with_its_postings()
    {
        var deposit = await CommitAsync(Make.Deposit("alice", "t1", "12.5"));
        var rebalance = await CommitAsync(new Commit(new Entry(
            EntryId.OfManualRebalance("BTC3L", "r1"), EntryKind.Rebalance, Make.Time, null, "BTC3L", "r1", [], "")));

        Assert.Equal(
            $$"""
              {"sequence":{{deposit}},"entry_id":"{{EntryId.OfDeposit("alice", "t1")}}","kind":"DEPOSIT",
              "time":"{{Noon}}","transfer_id":"t1","postings":[
              {"account":"wallet/alice","asset":"USDT","amount":"12.50000000"},
              {"account":"external","asset":"USDT","amount":"-12.50000000"}]}
              """.ReplaceLineEndings("") + "\n"
            + $$"""
                {"sequence":{{rebalance}},"entry_id":"{{EntryId.OfManualRebalance("BTC3L", "r1")}}","kind":"REBALANCE",
                "time":"{{Noon}}","rebalance_id":"r1","postings":[]}
                """.ReplaceLineEndings("") + "\n",
            await ExportAsync(Everything with { Json = true }));
    }

    [Fact(Timeout = Limit)]
    public async Task One_wallet_is_its_own_entries_alone()
    {
        await Task.WhenAll(Enumerable.Range(0, 3_000).Select(number =>
            CommitAsync(Make.Deposit(number % 2 == 0 ? "al" : "alice", $"t{number}", "1"))));

        var lines = (await ExportAsync(Everything with { Wallet = "al" })).Split('\n')[1..^1];

        Assert.Equal(3_000, lines.Length);
        Assert.All(lines, line => Assert.Matches(",(wallet/al|external),USDT,", line));
        var sequences = lines.Select(line => long.Parse(line.Split(',')[0])).ToList();
        Assert.Equal(sequences.Order(), sequences);
        Assert.Equal(1_500, sequences.Distinct().Count());
        Assert.Equal(Head, await ExportAsync(Everything with { Wallet = "nobody" }));
    }

    [Fact(Timeout = Limit)]
    public async Task Times_cut_a_piece_out_with_its_start_and_without_its_end()
    {
        for (var hour = 0; hour < 4; hour++)
        {
            var deposit = Make.Deposit("alice", $"t{hour}", "1");
            await CommitAsync(new Commit(deposit.Entry with { Time = Make.Time.AddHours(hour) }));
        }

        var piece = await ExportAsync(
            Everything with { From = Make.Time.AddHours(1), To = Make.Time.AddHours(3) });

        Assert.Equal(["t1", "t1", "t2", "t2"], piece.Split('\n')[1..^1].Select(line => line.Split(',')[5]));
    }

    [Fact(Timeout = Limit)]
    public async Task What_is_committed_meanwhile_is_not_half_there()
    {
        await Task.WhenAll(Enumerable.Range(0, 2_500).Select(number =>
            CommitAsync(Make.Deposit("alice", $"t{number}", "1"))));
        var output = new MeddlingStream(() => CommitAsync(Make.Deposit("alice", "late", "1")));

        await JournalExport.WriteAsync(_ledger, Everything, output, null, CancellationToken.None);

        Assert.True(output.HasMeddled);
        Assert.Equal(5_001, Encoding.UTF8.GetString(output.ToArray()).Count(letter => letter == '\n'));
        Assert.NotNull(await _ledger.FindEntryAsync(EntryId.OfDeposit("alice", "late")));
    }

    [Fact(Timeout = Limit)]
    public async Task A_cell_that_a_sheet_would_run_is_marked_as_text_and_an_amount_is_not()
    {
        await CommitAsync(Make.Deposit("alice", "=1+2", "1"));
        await CommitAsync(Make.Deposit("alice", "-a,\"b\"", "1"));

        var text = await ExportAsync(Everything);

        Assert.Contains(",\"'=1+2\",,", text, StringComparison.Ordinal);
        Assert.Contains(",\"-a,\"\"b\"\"\",,", text, StringComparison.Ordinal);
        Assert.Contains(",external,USDT,-1.00000000\n", text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task It_tells_how_many_of_how_many_were_read()
    {
        await Task.WhenAll(Enumerable.Range(0, 2_500).Select(number =>
            CommitAsync(Make.Deposit("alice", $"t{number}", "1"))));
        var told = new List<(long, long)>();

        await JournalExport.WriteAsync(
            _ledger, Everything, Stream.Null, (read, total) => told.Add((read, total)), CancellationToken.None);

        Assert.Equal([(1_000, 2_500), (2_000, 2_500)], told);
    }

    private async Task<long> CommitAsync(Commit commit)
    {
        var answer = await _ledger.CommitAsync(commit);
        Assert.Equal(CommitOutcome.Committed, answer.Outcome);
        return answer.Sequence;
    }

    private async Task<string> ExportAsync(ExportOptions options)
    {
        using var output = new MemoryStream();
        await JournalExport.WriteAsync(_ledger, options, output, null, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Does something else the first time it is written to.</summary>
    private sealed class MeddlingStream(Func<Task> meddle) : MemoryStream
    {
        public bool HasMeddled { get; private set; }

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!HasMeddled)
            {
                HasMeddled = true;
                await meddle();
            }

            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}

public sealed class SqliteJournalExportTests : JournalExportTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-");

    protected override async Task<ISnapshotLedger> OpenAsync() => await SqliteLedger.OpenAsync(
        Path.Combine(_folder.FullName, "ledger.db"), new LedgerOptions(), TimeProvider.System);

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

public sealed class PostgresJournalExportTests(PostgresDatabases databases)
    : JournalExportTests, IClassFixture<PostgresDatabases>
{
    protected override async Task<ISnapshotLedger> OpenAsync() =>
        await PostgresLedger.OpenAsync(databases.Make(), new LedgerOptions());
}
