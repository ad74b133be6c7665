using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Ledger.Encoding;

namespace Exchange.Ledger.Tests;

/// <summary>What holds of every ledger. A database joins by deriving from this class.</summary>
public abstract partial class LedgerContract : IAsyncLifetime
{
    /// <summary>No test may take longer, milliseconds.</summary>
    protected const int TestLimit = 120_000;

    /// <summary>The ledger under test, empty at first.</summary>
    protected ILedger Ledger { get; private set; } = null!;

    /// <summary>Opens the test's database; the first time it is empty.</summary>
    protected abstract Task<ILedger> OpenAsync(LedgerOptions options);

    /// <summary>Removes the test's database.</summary>
    protected abstract Task CleanUpAsync();

    /// <summary>Closes the ledger and opens it again on the same database.</summary>
    protected async Task ReopenAsync(LedgerOptions? options = null)
    {
        await Ledger.DisposeAsync();
        Ledger = await OpenAsync(options ?? new LedgerOptions());
    }

    public async Task InitializeAsync() => Ledger = await OpenAsync(new LedgerOptions());

    public async Task DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await CleanUpAsync();
    }

    [Fact(Timeout = TestLimit)]
    public async Task A_commit_is_read_back_as_it_was_made()
    {
        var deposit = Make.Deposit("alice", "t1", "500");
        var buy = Make.Buy("alice", "o1", "BTC3L", Make.EmptyBasket, TokenRevision.None);

        var first = await Ledger.CommitAsync(deposit);
        var second = await Ledger.CommitAsync(buy);

        Assert.Equal(new CommitAnswer(CommitOutcome.Committed, first.Sequence, 1), first);
        Assert.Equal(new CommitAnswer(CommitOutcome.Committed, second.Sequence, 2), second);
        Assert.InRange(first.Sequence, 1, second.Sequence - 1);
        var found = await Ledger.FindEntryAsync(buy.Entry.Id);
        AssertSame(buy.Entry, found!.Entry);
        Assert.Equal(second.Sequence, found.Sequence);
        var token = await Ledger.LoadTokenAsync("BTC3L");
        Assert.Equal(new TokenSnapshot("BTC3L", Make.After(buy), buy.Token!.State), token);
        Assert.Equal(TokenStateEncoding.Hash(buy.Token.State), found.StateHash);
        var wallet = await Ledger.LoadWalletAsync("alice");
        Assert.Equal(2, wallet.Version);
        Assert.Equal(
            [
                new Posting("wallet/alice", "BTC3L", Make.Amount("1")),
                new Posting("wallet/alice", "USDT", Make.Amount("399")),
            ],
            wallet.Balances);
    }

    /// <summary>Hands all of them in before any is answered.</summary>
    protected async Task<CommitAnswer[]> CommitAllAsync(IEnumerable<Commit> commits) =>
        await Task.WhenAll(commits.Select(commit => Ledger.CommitAsync(commit).AsTask()).ToList());

    /// <summary>
    /// Sequences rise and may have gaps: the place of each among them, from 1, zero for those that have none.
    /// </summary>
    protected static List<long> Ranks(IEnumerable<long> sequences)
    {
        var all = sequences.ToList();
        var sorted = all.Where(sequence => sequence > 0).Distinct().Order().ToList();
        return [.. all.Select(sequence => (long)sorted.IndexOf(sequence) + 1)];
    }

    /// <summary>The answers with ranks for sequences.</summary>
    protected static List<CommitAnswer> Ranked(IReadOnlyList<CommitAnswer> answers) =>
        [.. answers.Zip(Ranks(answers.Select(answer => answer.Sequence)), (answer, rank) =>
            answer with { Sequence = rank })];

    protected async Task<List<RecordedEntry>> ReadAllAsync() => await ListAsync(Ledger.ReadEntriesAsync(0));

    protected async Task<List<Posting>> BalancesAsync() => await ListAsync(Ledger.ReadBalancesAsync());

    protected async Task<List<TokenSnapshot>> TokensAsync() => await ListAsync(Ledger.ReadTokensAsync());

    protected async Task<AuditReport> AssertCleanAsync()
    {
        var report = await LedgerAudit.RunAsync(Ledger);
        Assert.Null(report.FirstOffence);
        return report;
    }

    protected async Task AssertWalletAsync(string walletId, long version, string cash)
    {
        var wallet = await Ledger.LoadWalletAsync(walletId);
        Assert.Equal(version, wallet.Version);
        Assert.Equal([new Posting($"wallet/{walletId}", "USDT", Make.Amount(cash))], wallet.Balances);
    }

    /// <summary>Records with lists compare their lists by reference, so the postings are compared one by one.</summary>
    protected static void AssertSame(Entry expected, Entry actual)
    {
        Assert.Equal(expected.Postings, actual.Postings);
        Assert.Equal(expected, actual with { Postings = expected.Postings });
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
