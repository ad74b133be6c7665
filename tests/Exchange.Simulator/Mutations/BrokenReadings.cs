using Exchange.Domain.Ledger;
using Exchange.Ledger;

namespace Exchange.Simulator.Mutations;

/// <summary>
/// A wallet's versions are counted here and not where they are made: that another activation has made some is never
/// seen.
/// </summary>
internal sealed class WalletGapUnseen(ILedger inner) : BrokenLedger(inner)
{
    private readonly Dictionary<string, long> _versions = [];

    public override async ValueTask<CommitAnswer> CommitAsync(Commit commit)
    {
        var answer = await Inner.CommitAsync(commit);
        if (answer.WalletVersion == 0)
        {
            return answer;
        }

        var wallet = commit.Entry.WalletId!;
        _versions[wallet] = _versions.GetValueOrDefault(wallet, answer.WalletVersion - 1) + 1;
        return answer with { WalletVersion = _versions[wallet] };
    }

    public override async ValueTask<WalletSnapshot> LoadWalletAsync(
        string walletId, CancellationToken cancellation = default)
    {
        var snapshot = await Inner.LoadWalletAsync(walletId, cancellation);
        _versions[walletId] = Math.Max(snapshot.Version, _versions.GetValueOrDefault(walletId));
        return snapshot;
    }
}

/// <summary>A token that was read is remembered for ever, whatever others have written since.</summary>
internal sealed class TokenCached(ILedger inner) : BrokenLedger(inner)
{
    private readonly Dictionary<string, TokenSnapshot?> _known = [];

    public override async ValueTask<TokenSnapshot?> LoadTokenAsync(
        string symbol, CancellationToken cancellation = default)
    {
        if (_known.TryGetValue(symbol, out var known))
        {
            return known;
        }

        return _known[symbol] = await Inner.LoadTokenAsync(symbol, cancellation);
    }
}

/// <summary>An entry that is there is not found until its writer has gone on.</summary>
internal sealed class EntriesForgotten(ILedger inner) : BrokenLedger(inner)
{
    public override ValueTask<RecordedEntry?> FindEntryAsync(EntryId id, CancellationToken cancellation = default) =>
        id.Value % 20 == 0 ? new((RecordedEntry?)null) : Inner.FindEntryAsync(id, cancellation);
}
