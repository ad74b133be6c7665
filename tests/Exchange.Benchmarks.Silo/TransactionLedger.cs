using System.Collections.Concurrent;
using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Ledger;
using Exchange.Ledger.Postgres;
using Exchange.Ledger.Writing;

namespace Exchange.Benchmarks.Silo;

/// <summary>
/// What group commit is measured against: a transaction for every order, the best that can be made of it. Sixteen
/// connections write the same rows with the same prepared statements in one round trip, fsync on; whoever follows
/// an entry of the same token or wallet waits for it, as its row would be locked. It never refuses.
/// </summary>
internal sealed class TransactionLedger : UnreadLedger
{
    private const int Connections = 16;

    private readonly ConcurrentDictionary<string, TransactionOwner> _tokens = new();
    private readonly ConcurrentDictionary<string, TransactionOwner> _wallets = new();
    private readonly Queue<Action<TransactionLane>> _work = [];
    private readonly PostgresConnections _connections;
    private readonly Thread[] _threads;
    private bool _closed;

    private TransactionLedger(PostgresConnections connections)
    {
        _connections = connections;
        _threads = [.. Enumerable.Range(0, Connections).Select(_ => new Thread(Run) { IsBackground = true })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>Opens it on an empty database.</summary>
    public static async Task<ILedger> OpenAsync(string connectionString)
    {
        await PostgresLedger.MigrateAsync(connectionString);
        return new TransactionLedger(new PostgresConnections(connectionString, new LedgerOptions()));
    }

    public override async ValueTask<CommitAnswer> CommitAsync(Commit commit)
    {
        var pending = new PendingCommit(commit);
        var touched = Touched.By([pending]);
        var token = touched.Tokens is [var symbol] ? Owner(_tokens, symbol) : null;
        var wallet = touched.Wallets is [var walletId] ? Owner(_wallets, walletId) : null;
        await (token?.Turn.WaitAsync() ?? Task.CompletedTask);
        await (wallet?.Turn.WaitAsync() ?? Task.CompletedTask);
        try
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Offer(lane =>
            {
                try
                {
                    lane.Write(pending, token, wallet);
                    done.SetResult();
                }
                catch (Exception fault)
                {
                    done.SetException(fault);
                }
            });
            await done.Task;
            return new CommitAnswer(CommitOutcome.Committed, pending.Sequence, wallet?.Row.Version ?? 0);
        }
        finally
        {
            wallet?.Turn.Release();
            token?.Turn.Release();
        }
    }

    public override ValueTask<WalletSnapshot> LoadWalletAsync(
        string walletId, CancellationToken cancellation = default) =>
        new(_wallets.TryGetValue(walletId, out var owner)
            ? new WalletSnapshot(walletId, owner.Row.Version, [.. owner.Row.Balances.Select(each =>
                new Posting(Accounts.Wallet(walletId) + each.Place, each.Asset, each.Value))])
            : new WalletSnapshot(walletId, 0, []));

    public override ValueTask<TokenSnapshot?> LoadTokenAsync(string symbol, CancellationToken cancellation = default) =>
        new(_tokens.TryGetValue(symbol, out var owner) && owner.State is { } state
            ? new TokenSnapshot(symbol, new TokenRevision(owner.Row.Version, owner.Row.EntryId), state)
            : null);

    public override async ValueTask DisposeAsync()
    {
        lock (_work)
        {
            _closed = true;
            Monitor.PulseAll(_work);
        }

        Array.ForEach(_threads, thread => thread.Join());
        await _connections.DisposeAsync();
    }

    private static TransactionOwner Owner(ConcurrentDictionary<string, TransactionOwner> owners, string name) =>
        owners.GetOrAdd(name, static each => new TransactionOwner(each));

    private void Run()
    {
        using var lane = new TransactionLane(_connections.OpenWriter());
        while (Take() is { } write)
        {
            write(lane);
        }
    }

    private void Offer(Action<TransactionLane> write)
    {
        lock (_work)
        {
            _work.Enqueue(write);
            Monitor.Pulse(_work);
        }
    }

    // Whoever waits sleeps: collections that spin first would take the processor from what is measured.
    private Action<TransactionLane>? Take()
    {
        lock (_work)
        {
            Action<TransactionLane>? write;
            while (!_work.TryDequeue(out write) && !_closed)
            {
                Monitor.Wait(_work);
            }

            return write;
        }
    }
}
