using System.Collections.Concurrent;
using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Ledger;

namespace Exchange.Benchmarks.Silo;

/// <summary>
/// A ledger of memory alone. It knows what a grain that wakes up asks for (balances, versions, token states) and takes
/// everything; it knows no entry again, so nothing that is sent twice is found out.
/// </summary>
internal sealed class ForgetfulLedger : UnreadLedger
{
    private readonly ConcurrentDictionary<string, TokenSnapshot> _tokens = new();
    private readonly ConcurrentDictionary<string, Wallet> _wallets = new();
    private long _sequence;

    public override ValueTask<CommitAnswer> CommitAsync(Commit commit)
    {
        var entry = commit.Entry;
        var sequence = Interlocked.Increment(ref _sequence);
        if (commit.Token is { } write)
        {
            _tokens[write.Symbol] = new TokenSnapshot(
                write.Symbol, new TokenRevision(write.Follows.Version + 1, entry.Id), write.State);
        }

        var version = entry.WalletId is { } walletId
            ? _wallets.GetOrAdd(walletId, static _ => new Wallet()).Take(Accounts.Wallet(walletId), entry.Postings)
            : 0;
        return new ValueTask<CommitAnswer>(new CommitAnswer(CommitOutcome.Committed, sequence, version));
    }

    public override ValueTask<WalletSnapshot> LoadWalletAsync(
        string walletId, CancellationToken cancellation = default) =>
        new(_wallets.TryGetValue(walletId, out var wallet)
            ? wallet.Snapshot(walletId)
            : new WalletSnapshot(walletId, 0, []));

    public override ValueTask<TokenSnapshot?> LoadTokenAsync(string symbol, CancellationToken cancellation = default) =>
        new(_tokens.GetValueOrDefault(symbol));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Wallet
    {
        private readonly List<Posting> _balances = new(4);
        private long _version;

        public long Take(string account, IReadOnlyList<Posting> postings)
        {
            lock (_balances)
            {
                for (var index = 0; index < postings.Count; index++)
                {
                    if (postings[index].Account == account)
                    {
                        Add(postings[index]);
                    }
                }

                return ++_version;
            }
        }

        public WalletSnapshot Snapshot(string walletId)
        {
            lock (_balances)
            {
                return new WalletSnapshot(walletId, _version, [.. _balances]);
            }
        }

        private void Add(Posting posting)
        {
            var index = _balances.FindIndex(balance => balance.Asset == posting.Asset);
            if (index < 0)
            {
                _balances.Add(posting);
            }
            else
            {
                _balances[index] = _balances[index] with { Value = _balances[index].Value + posting.Value };
            }
        }
    }
}
