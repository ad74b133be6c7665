using System.Runtime.InteropServices;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Ledger.Encoding;
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
    private readonly HashSet<EntryId> _entries = [];

    /// <summary>Ids of the batch that are known to be entries already.</summary>
    public HashSet<EntryId> Entries => _entries;

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

    /// <summary>Whether all of the rows are remembered.</summary>
    public bool Has(Touched touched) =>
        Array.TrueForAll(touched.Tokens, _tokens.ContainsKey)
        && Array.TrueForAll(touched.Wallets, _wallets.ContainsKey);

    public void RememberWallet(OwnerRow row) => _wallets[row.Name] = row;

    public void RememberToken(OwnerRow row) => _tokens[row.Name] = row;

    /// <summary>Takes over what a batch was judged to leave behind; answers the rows that it changes.</summary>
    public PostgresChanges Apply(BatchJudge judge)
    {
        var changes = new PostgresChanges();
        var (tokens, wallets) = (changes.Tokens, changes.Wallets);
        foreach (var slot in judge.DirtyBalances)
        {
            Apply(slot, changes);
        }

        foreach (var slot in judge.DirtyWallets)
        {
            _wallets[slot.WalletId].Version = slot.Version;
        }

        foreach (var slot in judge.DirtyTokens)
        {
            var row = _tokens[slot.Symbol];
            (row.Version, row.EntryId) = (slot.Revision.Version, slot.Revision.Entry);
            row.StateText = TokenStateText.Write(slot.State!);
            Mark(row, tokens);
        }

        Sort(tokens);
        Sort(wallets);
        _entries.Clear();
        return changes;
    }

    /// <summary>The batch came to nothing: what it touched is not remembered, as it may be another's.</summary>
    public void Forget(Touched touched)
    {
        Array.ForEach(touched.Tokens, symbol => _tokens.Remove(symbol));
        Array.ForEach(touched.Wallets, walletId => _wallets.Remove(walletId));
        _entries.Clear();
    }

    /// <summary>Undoes a batch that was applied and came to nothing; the last one first.</summary>
    public void Undo(Touched touched, PostgresChanges changes)
    {
        Forget(touched);
        foreach (var (key, value) in changes.SharesBefore)
        {
            _shares[key] = value;
        }
    }

    /// <summary>Keeps memory within bounds.</summary>
    public void Trim(int limit)
    {
        if (_wallets.Count > limit)
        {
            _wallets.Clear();
        }
    }

    private void Apply(BalanceSlot slot, PostgresChanges changes)
    {
        var (account, asset) = (slot.Key.Account, slot.Key.Asset);
        if (Touched.IsWallet(account))
        {
            var (walletId, place) = Touched.WalletOf(account);
            var row = _wallets[walletId];
            row.Set(place, asset, slot.Value);
            Mark(row, changes.Wallets);
        }
        else if (Touched.IsToken(account))
        {
            var row = _tokens[Touched.SymbolOf(account)];
            row.Set("", asset, slot.Value);
            Mark(row, changes.Tokens);
        }
        else
        {
            changes.SharesBefore[slot.Key] = _shares.GetValueOrDefault(slot.Key);
            changes.Shares[slot.Key] = _shares[slot.Key] = slot.Value;
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
