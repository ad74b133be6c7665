using Exchange.Contracts.Wallets;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Ledger;

namespace Exchange.Grains.Wallets;

/// <summary>
/// What a wallet has and what its orders under way have set aside. Entries raise the wallet's version one by one; a
/// number that is missing was made elsewhere, and the book is then to be read anew.
/// </summary>
internal sealed class WalletBook(string walletId)
{
    private readonly HashSet<long> _ahead = [];
    private readonly Dictionary<string, Amount> _held = [];
    private readonly Dictionary<string, Amount> _totals = [];

    /// <summary>The version up to which every entry is in the totals.</summary>
    public long Version { get; private set; }

    /// <summary>Entries above a missing one have been seen: with nothing under way, that one is not ours.</summary>
    public bool HasGap => _ahead.Count > 0;

    /// <summary>The account of a posting to this wallet.</summary>
    public string Account { get; } = Accounts.Wallet(walletId);

    public Amount Total(string asset) => _totals.GetValueOrDefault(asset);

    public Amount Available(string asset) => Total(asset) - _held.GetValueOrDefault(asset);

    public void Hold(string asset, Amount value) => _held[asset] = _held.GetValueOrDefault(asset) + value;

    public void Release(string asset, Amount value) => _held[asset] = _held[asset] - value;

    /// <summary>Takes an entry into the totals, once.</summary>
    public void Apply(long version, IReadOnlyList<Posting> postings)
    {
        if (version <= Version || !_ahead.Add(version))
        {
            return;
        }

        foreach (var posting in postings)
        {
            if (posting.Account == Account)
            {
                _totals[posting.Asset] = Total(posting.Asset) + posting.Value;
            }
        }

        while (_ahead.Remove(Version + 1))
        {
            Version++;
        }
    }

    /// <summary>
    /// Replaces the totals; entries up to the snapshot's version count as taken. False: it is older than an entry
    /// that was taken while it was read, and would lose that one again; the next one is not.
    /// </summary>
    public bool Replace(WalletSnapshot snapshot)
    {
        if (snapshot.Version < Version || _ahead.Any(version => version > snapshot.Version))
        {
            return _ahead.Count == 0;
        }

        _totals.Clear();
        _ahead.Clear();
        Version = snapshot.Version;
        foreach (var balance in snapshot.Balances)
        {
            _totals[balance.Asset] = Total(balance.Asset) + balance.Value;
        }

        return true;
    }

    public WalletView View() => new(walletId, [.. _totals
        .Where(pair => !pair.Value.IsZero)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => new BalanceView(pair.Key, pair.Value, _held.GetValueOrDefault(pair.Key)))]);
}
