using System.Runtime.InteropServices;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Ledger.Writing;

namespace Exchange.Ledger.Postgres;

/// <summary>
/// What the writer remembers between batches: the rows of wallets and tokens, and its own share of the accounts that
/// everybody touches. Judging takes its facts from here.
/// </summary>
internal sealed class PostgresOwners : IStoredFacts
{
    private readonly Dictionary<string, OwnerRow> _wallets = [];
    private readonly Dictionary<string, OwnerRow> _tokens = [];
    private readonly Dictionary<BalanceKey, Amount> _shares = [];
    private readonly Dictionary<BalanceKey, Amount> _sharesChanged = [];
    private readonly HashSet<EntryId> _entries = [];

    /// <summary>Ids of the batch that are known to be entries already.</summary>
    public HashSet<EntryId> Entries => _entries;

    /// <summary>Shares as the batch being written leaves them.</summary>
    public IReadOnlyDictionary<BalanceKey, Amount> SharesChanged => _sharesChanged;

    public bool HasEntry(EntryId id) => _entries.Contains(id);

    public Amount Balance(string account, string asset)
    {
        if (Touched.IsWallet(account))
        {
            var (walletId, place) = Touched.WalletOf(account);
            return _wallets[walletId].Find(place, asset);
        }

        return Touched.IsToken(account)
            ? _tokens[Touched.SymbolOf(account)].Find("", asset)
            : _shares.GetValueOrDefault(new BalanceKey(account, asset));
    }

    public long WalletVersion(string walletId) => _wallets[walletId].Version;

    public TokenRevision TokenRevision(string symbol) => new(_tokens[symbol].Version, _tokens[symbol].EntryId);

    /// <summary>Which of the rows are not remembered.</summary>
    public (string[] Tokens, string[] Wallets) Missing(Touched touched) => (
        Array.FindAll(touched.Tokens, symbol => !_tokens.ContainsKey(symbol)),
        Array.FindAll(touched.Wallets, walletId => !_wallets.ContainsKey(walletId)));

    public void RememberWallet(OwnerRow row) => _wallets[row.Name] = row;

    public void RememberToken(OwnerRow row) => _tokens[row.Name] = row;

    /// <summary>Takes over what a batch was judged to leave behind; answers the rows that it changes.</summary>
    public (List<OwnerRow> Tokens, List<OwnerRow> Wallets) Apply(BatchJudge judge)
    {
        var (tokens, wallets) = (new List<OwnerRow>(), new List<OwnerRow>(judge.DirtyWallets.Count));
        foreach (var slot in judge.DirtyBalances)
        {
            Apply(slot, tokens, wallets);
        }

        foreach (var slot in judge.DirtyWallets)
        {
            _wallets[slot.WalletId].Version = slot.Version;
        }

        foreach (var slot in judge.DirtyTokens)
        {
            var row = _tokens[slot.Symbol];
            (row.Version, row.EntryId, row.StateText) = (slot.Revision.Version, slot.Revision.Entry, slot.StateText);
            Mark(row, tokens);
        }

        Sort(tokens);
        Sort(wallets);
        return (tokens, wallets);
    }

    /// <summary>The batch is durable.</summary>
    public void Confirm(List<OwnerRow> rows, long sequence)
    {
        foreach (var row in rows)
        {
            (row.Dirty, row.StateText, row.Sequence) = (false, null, sequence);
        }

        foreach (var (key, value) in _sharesChanged)
        {
            _shares[key] = value;
        }

        _sharesChanged.Clear();
        _entries.Clear();
    }

    /// <summary>The batch came to nothing: what it touched is not remembered, as it may be another's.</summary>
    public void Forget(Touched touched)
    {
        Array.ForEach(touched.Tokens, symbol => _tokens.Remove(symbol));
        Array.ForEach(touched.Wallets, walletId => _wallets.Remove(walletId));
        _sharesChanged.Clear();
        _entries.Clear();
    }

    /// <summary>Keeps memory within bounds.</summary>
    public void Trim(int limit)
    {
        if (_wallets.Count > limit)
        {
            _wallets.Clear();
        }
    }

    private void Apply(BalanceSlot slot, List<OwnerRow> tokens, List<OwnerRow> wallets)
    {
        var (account, asset) = (slot.Key.Account, slot.Key.Asset);
        if (Touched.IsWallet(account))
        {
            var (walletId, place) = Touched.WalletOf(account);
            var row = _wallets[walletId];
            row.Set(place, asset, slot.Value);
            Mark(row, wallets);
        }
        else if (Touched.IsToken(account))
        {
            var row = _tokens[Touched.SymbolOf(account)];
            row.Set("", asset, slot.Value);
            Mark(row, tokens);
        }
        else
        {
            _sharesChanged[slot.Key] = slot.Value;
        }
    }

    private static void Mark(OwnerRow row, List<OwnerRow> rows)
    {
        if (!row.Dirty)
        {
            row.Dirty = true;
            rows.Add(row);
        }
    }

    private static void Sort(List<OwnerRow> rows) =>
        CollectionsMarshal.AsSpan(rows).Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
}
