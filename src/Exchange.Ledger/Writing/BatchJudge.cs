using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Ledger.Writing;

/// <summary>
/// Judges the commits of a batch one after the other, each as of those before it, and keeps what has to be written at
/// its end: every balance, wallet and token once, however many entries touched it. Knows no database. What it has
/// loaded it keeps for the next batch; <see cref="Forget"/> is for when someone else may have written.
/// </summary>
internal sealed class BatchJudge(IStoredFacts facts)
{
    private readonly Dictionary<BalanceKey, BalanceSlot> _balances = [];
    private readonly Dictionary<string, WalletSlot> _wallets = [];
    private readonly Dictionary<string, TokenSlot> _tokens = [];
    private readonly HashSet<EntryId> _ids = [];
    private readonly List<BalanceSlot> _touched = [];

    public List<BalanceSlot> DirtyBalances { get; } = [];

    public List<WalletSlot> DirtyWallets { get; } = [];

    public List<TokenSlot> DirtyTokens { get; } = [];

    /// <summary>
    /// Decides about every commit, gives each its answer or its fault, and answers those that land, in their order.
    /// Sequences are the caller's.
    /// </summary>
    public List<PendingCommit> Judge(IReadOnlyList<PendingCommit> batch)
    {
        var landed = new List<PendingCommit>(batch.Count);
        for (var index = 0; index < batch.Count; index++)
        {
            var pending = batch[index];
            try
            {
                pending.Decide(Judge(pending));
                if (pending.Answer.Outcome == CommitOutcome.Committed)
                {
                    landed.Add(pending);
                }
            }
            catch (InvalidOperationException e)
            {
                pending.Decide(e);
            }
        }

        return landed;
    }

    // A balance that would become larger than can be stored throws an InvalidOperationException.
    private CommitAnswer Judge(PendingCommit pending)
    {
        var commit = pending.Commit;
        var entry = commit.Entry;
        if (_ids.Contains(entry.Id) || facts.HasEntry(entry.Id))
        {
            return new CommitAnswer(CommitOutcome.Duplicate);
        }

        var token = commit.Token is null ? null : FindToken(commit.Token.Symbol);
        if (token is not null
            && (token.Revision != commit.Token!.Follows || commit.Token.BuiltOn is { HasLanded: false }))
        {
            return new CommitAnswer(CommitOutcome.StaleToken);
        }

        var touchesWallet = AddUp(entry);
        if (!IsCovered(entry))
        {
            return new CommitAnswer(CommitOutcome.InsufficientFunds);
        }

        _ids.Add(entry.Id);
        ApplyBalances();
        ApplyToken(token, pending);
        return new CommitAnswer(CommitOutcome.Committed, 0, touchesWallet ? RaiseWallet(entry.WalletId!) : 0);
    }

    /// <summary>The batch is durable: nothing is dirty any more.</summary>
    public void Settle(int cacheLimit)
    {
        DirtyBalances.ForEach(slot => slot.Dirty = false);
        DirtyWallets.ForEach(slot => slot.Dirty = false);
        DirtyTokens.ForEach(slot => slot.State = null);
        ClearBatch();
        if (_balances.Count + _wallets.Count > cacheLimit)
        {
            Forget();
        }
    }

    /// <summary>Drops everything that was loaded.</summary>
    public void Forget()
    {
        ClearBatch();
        _balances.Clear();
        _wallets.Clear();
        _tokens.Clear();
    }

    private void ClearBatch()
    {
        DirtyBalances.Clear();
        DirtyWallets.Clear();
        DirtyTokens.Clear();
        _ids.Clear();
        _touched.Clear();
    }

    // Several postings of an entry may be on one balance; only their sum counts.
    private bool AddUp(Entry entry)
    {
        _touched.Clear();
        var touchesWallet = false;
        for (var index = 0; index < entry.Postings.Count; index++)
        {
            var posting = entry.Postings[index];
            var slot = FindBalance(new BalanceKey(posting.Account, posting.Asset));
            if (!_touched.Contains(slot))
            {
                slot.Delta = Amount.Zero;
                _touched.Add(slot);
            }

            slot.Delta += posting.Value;
            touchesWallet |= entry.WalletId is not null && Accounts.WalletOf(posting.Account) is not null;
        }

        return touchesWallet;
    }

    private bool IsCovered(Entry entry)
    {
        foreach (var slot in _touched)
        {
            var next = slot.Value + slot.Delta;
            if (slot.NeverNegative && slot.Delta.IsNegative && next.IsNegative)
            {
                return false;
            }

            if (!CommitCheck.IsHeld(next))
            {
                throw new InvalidOperationException($"Entry {entry.Id} makes a balance too large to be stored.");
            }
        }

        return true;
    }

    private void ApplyBalances()
    {
        foreach (var slot in _touched)
        {
            slot.Value += slot.Delta;
            if (!slot.Dirty)
            {
                slot.Dirty = true;
                DirtyBalances.Add(slot);
            }
        }
    }

    private void ApplyToken(TokenSlot? token, PendingCommit pending)
    {
        if (token is null)
        {
            return;
        }

        if (token.State is null)
        {
            DirtyTokens.Add(token);
        }

        token.State = pending.Commit.Token!.State;
        token.Revision = new TokenRevision(token.Revision.Version + 1, pending.Commit.Entry.Id);
    }

    private long RaiseWallet(string walletId)
    {
        if (!_wallets.TryGetValue(walletId, out var slot))
        {
            slot = new WalletSlot(walletId, facts.WalletVersion(walletId));
            _wallets.Add(walletId, slot);
        }

        if (!slot.Dirty)
        {
            slot.Dirty = true;
            DirtyWallets.Add(slot);
        }

        return ++slot.Version;
    }

    private BalanceSlot FindBalance(BalanceKey key)
    {
        if (!_balances.TryGetValue(key, out var slot))
        {
            slot = new BalanceSlot(key, facts.Balance(key.Account, key.Asset));
            _balances.Add(key, slot);
        }

        return slot;
    }

    private TokenSlot FindToken(string symbol)
    {
        if (!_tokens.TryGetValue(symbol, out var slot))
        {
            slot = new TokenSlot(symbol, facts.TokenRevision(symbol));
            _tokens.Add(symbol, slot);
        }

        return slot;
    }
}
