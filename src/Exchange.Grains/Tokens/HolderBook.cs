using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Ledger;

namespace Exchange.Grains.Tokens;

/// <summary>
/// What wallets hold of one token as it will be once all its commits under way have landed. A token whose terms cap a
/// wallet asks here and not the wallet, which knows no more than what it has been answered: nobody but the token makes
/// units, so its own account is exact. Wallets are read from the ledger when they first order, and forgotten when
/// there are many.
/// </summary>
/// <param name="holdersMax">Above it those without an order under way are forgotten; about 100 bytes each.</param>
internal sealed class HolderBook(ILedger ledger, string symbol, int holdersMax = HolderBook.HoldersMax)
{
    private const int HoldersMax = 20_000;

    private readonly Dictionary<string, Holder> _holders = [];
    private int _generation;

    /// <summary>
    /// True at once if the wallet is known. False if it had to be read: the token may have changed meanwhile.
    /// </summary>
    /// <exception cref="LedgerException">It could not be read.</exception>
    public ValueTask<bool> Know(string walletId) =>
        _holders.ContainsKey(walletId) ? ValueTask.FromResult(true) : Read(walletId);

    /// <summary>Units of a wallet; none if it is not known.</summary>
    public Amount Units(string walletId) => _holders.GetValueOrDefault(walletId).Units;

    /// <summary>An entry is under way; nothing, if it is not of a wallet that is known.</summary>
    public void Begin(Entry entry)
    {
        if (_holders.TryGetValue(entry.WalletId ?? "", out var holder))
        {
            _holders[entry.WalletId!] = new Holder(holder.Units + Change(entry), holder.UnderWay + 1);
        }
    }

    /// <summary>It has landed; or it failed, and all is forgotten before anything else is decided.</summary>
    public void End(Entry entry)
    {
        if (_holders.TryGetValue(entry.WalletId ?? "", out var holder))
        {
            _holders[entry.WalletId!] = holder with { UnderWay = holder.UnderWay - 1 };
        }
    }

    /// <summary>Forgets everybody. Nothing may be under way.</summary>
    public void Clear()
    {
        _holders.Clear();
        _generation++;
    }

    private async ValueTask<bool> Read(string walletId)
    {
        var generation = _generation;
        var snapshot = await ledger.LoadWalletAsync(walletId);
        if (generation == _generation)
        {
            Add(walletId, snapshot);
        }

        return false;
    }

    // Another order of the same wallet may have read it first, and be under way by now.
    private void Add(string walletId, WalletSnapshot snapshot)
    {
        if (_holders.ContainsKey(walletId))
        {
            return;
        }

        if (_holders.Count >= holdersMax && ForgetIdle())
        {
            return;
        }

        var units = Amount.Zero;
        foreach (var balance in snapshot.Balances)
        {
            units = balance.Asset == symbol ? units + balance.Value : units;
        }

        _holders.Add(walletId, new Holder(units, 0));
    }

    // What is being read meanwhile may be older than what was forgotten, so it is read once more.
    private bool ForgetIdle()
    {
        var before = _holders.Count;
        foreach (var (walletId, holder) in _holders)
        {
            if (holder.UnderWay == 0)
            {
                _holders.Remove(walletId);
            }
        }

        _generation++;
        return _holders.Count < before;
    }

    private Amount Change(Entry entry)
    {
        var account = Accounts.Wallet(entry.WalletId!);
        var units = Amount.Zero;
        foreach (var posting in entry.Postings)
        {
            units = posting.Asset == symbol && posting.Account == account ? units + posting.Value : units;
        }

        return units;
    }

    private readonly record struct Holder(Amount Units, int UnderWay);
}
