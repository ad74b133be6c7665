using Exchange.Domain.Ledger;

namespace Exchange.Ledger.Audit;

/// <summary>
/// What the entries say, one after the other. Memory grows with accounts, tokens and writers, not entries.
/// </summary>
internal sealed class LedgerReplay
{
    private readonly ChainAudit _chains = new();
    private readonly BalanceAudit _balances = new();
    private readonly SortedDictionary<string, TokenLedger> _tokens = new(StringComparer.Ordinal);
    private int _accounts;
    private int _writers;

    public long Entries { get; private set; }

    public long Sequence { get; private set; }

    /// <summary>Takes the next entry in.</summary>
    /// <exception cref="AuditException">It offends.</exception>
    public void Add(RecordedEntry recorded)
    {
        var before = Sequence;
        Sequence = recorded.Sequence;
        if (recorded.Sequence <= before)
        {
            throw new AuditException($"Entry {recorded.Entry.Id} does not come after the one before it ({before}).");
        }

        AssertValid(recorded.Entry);
        AccountClasses.AssertPermitted(recorded.Entry);
        _balances.Add(recorded.Entry);
        if (recorded.Entry.Symbol is { } symbol && recorded.Entry.Postings.Count > 0)
        {
            Token(symbol).Add(recorded);
        }

        // Last, because a break of the chain says least about what is wrong.
        _chains.Add(recorded);
        _accounts = _balances.Count;
        _writers = _chains.Count;
        Entries++;
    }

    public void Compare(Posting balance) => _balances.Compare(balance);

    public void Compare(ChainHead head) => _chains.Compare(head);

    /// <summary>Compares a token's state; the entry that made it is the one named, or null if there is none.</summary>
    public void Compare(TokenSnapshot token, RecordedEntry? madeBy)
    {
        var ledger = Token(token.Symbol);
        ledger.Compare(token);
        if (madeBy?.Entry.Symbol != token.Symbol || madeBy.Sequence < ledger.LastSequence)
        {
            throw new AuditException($"The state of {token.Symbol} was not made by the last entry of its basket.");
        }
    }

    /// <summary>After all states were compared, no basket that has entries may be without.</summary>
    public void AssertAllTokensCompared()
    {
        foreach (var (symbol, token) in _tokens)
        {
            if (token.LastSequence > 0 && !token.IsCompared)
            {
                throw new AuditException($"The basket of {symbol} has entries and no state.");
            }
        }
    }

    public void AssertAllBalancesCompared() => _balances.AssertAllCompared();

    public void AssertAllChainsCompared() => _chains.AssertAllCompared();

    public AuditReport Report(AuditOffence? offence) => new(
        Entries, _accounts, _writers, offence, [.. _tokens.Values.Select(token => token.Report())]);

    private static void AssertValid(Entry entry)
    {
        try
        {
            entry.AssertValid();
        }
        catch (Exception e) when (e is InvalidOperationException or OverflowException)
        {
            throw new AuditException(e.Message);
        }
    }

    private TokenLedger Token(string symbol)
    {
        if (!_tokens.TryGetValue(symbol, out var token))
        {
            token = new TokenLedger(symbol);
            _tokens.Add(symbol, token);
        }

        return token;
    }
}
