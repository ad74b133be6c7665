using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Ledger.Encoding;

namespace Exchange.Ledger.Audit;

/// <summary>What the entries of one token add up to so far.</summary>
internal sealed class TokenLedger(string symbol)
{
    private long _entries;
    private Amount _unitsHeld;
    private Amount _unitsOfToken;
    private Amount _collateral;
    private Amount _position;
    private Amount _holders;
    private Amount _income;
    private Amount _venue;
    private Amount _insurance;
    private long _states;
    private RecordedEntry? _lastOfBasket;
    private RecordedEntry? _lastWithState;

    /// <summary>Whether its entries made a basket, so that there must be a state.</summary>
    public bool HasBasket => _lastOfBasket is not null || _lastWithState is not null;

    /// <summary>Whether the ledger keeps a state of it.</summary>
    public bool IsCompared { get; private set; }

    /// <summary>Takes an entry of the token in and asserts what must hold after every one.</summary>
    public void Add(RecordedEntry recorded)
    {
        _entries++;
        if (!recorded.StateHash.IsNone)
        {
            _states++;
            _lastWithState = recorded;
        }

        foreach (var posting in recorded.Entry.Postings)
        {
            Add(posting, recorded);
        }

        if (_unitsHeld != -_unitsOfToken)
        {
            throw new AuditException(
                $"Wallets hold {_unitsHeld} of {symbol}, and the token has {-_unitsOfToken} outstanding.");
        }

        var paidIn = _venue + _insurance;
        var found = _holders + _collateral + _income;
        if (found != paidIn)
        {
            throw new AuditException(
                $"Conservation of {symbol}: holders, collateral and income are {found}, venue and insurance {paidIn}.");
        }
    }

    /// <summary>Compares with the state that the ledger keeps.</summary>
    public void Compare(TokenSnapshot token)
    {
        IsCompared = true;
        var basket = token.State.Basket;
        Compare("collateral", basket.Collateral, _collateral);
        Compare("position", basket.Position, _position);
        Compare("units outstanding", basket.Units, _unitsHeld);
        var madeBy = _lastWithState;
        if (madeBy is null || madeBy.Sequence < _lastOfBasket?.Sequence
            || token.Revision != new TokenRevision(_states, madeBy.Entry.Id))
        {
            throw new AuditException($"The state of {symbol} was not made by the last entry of its basket.");
        }

        if (TokenStateEncoding.Hash(token.State) != madeBy.StateHash)
        {
            throw new AuditException($"The state of {symbol} is not the one that entry {madeBy.Entry.Id} made.");
        }
    }

    public TokenAudit Report() => new(
        symbol, _entries, _unitsHeld, _collateral, _position, _holders, _income, _venue, _insurance);

    private void Add(Posting posting, RecordedEntry recorded)
    {
        var isToken = posting.Account == Accounts.Token(symbol);
        _lastOfBasket = isToken ? recorded : _lastOfBasket;
        if (posting.Asset == symbol)
        {
            _unitsOfToken += isToken ? posting.Value : Amount.Zero;
            _unitsHeld += isToken ? Amount.Zero : posting.Value;
        }
        else if (posting.Asset != Accounts.QuoteAsset)
        {
            _position += isToken ? posting.Value : Amount.Zero;
        }
        else
        {
            AddCash(AccountClasses.Of(posting.Account), posting.Value);
        }
    }

    // What venue and insurance paid in left their accounts, hence the sign. An account of any other class is none of
    // a token's, and the sums no longer agree.
    private void AddCash(AccountClass of, Amount value)
    {
        _holders += of == AccountClass.Wallet ? value : Amount.Zero;
        _collateral += of == AccountClass.Token ? value : Amount.Zero;
        _income += of == AccountClass.Income ? value : Amount.Zero;
        _venue -= of == AccountClass.Venue ? value : Amount.Zero;
        _insurance -= of == AccountClass.Insurance ? value : Amount.Zero;
    }

    private void Compare(string what, Amount ofState, Amount ofEntries)
    {
        if (ofState != ofEntries)
        {
            throw new AuditException(
                $"The state of {symbol} says {what} {ofState}, and its entries add up to {ofEntries}.");
        }
    }
}
