using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Ledger.Tests;

/// <summary>Makes commits that look like the exchange's.</summary>
internal static class Make
{
    public const string Underlying = "BTC-USD";

    public static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Amount Amount(string text) => Domain.Money.Amount.Parse(text);

    public static Commit Deposit(string walletId, string transferId, string amount) => new(new Entry(
        EntryId.OfDeposit(walletId, transferId), EntryKind.Deposit, Time, walletId, null, transferId,
        [
            new Posting(Accounts.Wallet(walletId), Accounts.QuoteAsset, Amount(amount)),
            new Posting(Accounts.External, Accounts.QuoteAsset, -Amount(amount)),
        ],
        ""));

    public static Commit Withdrawal(string walletId, string transferId, string amount) => new(new Entry(
        EntryId.OfWithdrawal(walletId, transferId), EntryKind.Withdrawal, Time, walletId, null, transferId,
        [
            new Posting(Accounts.Wallet(walletId), Accounts.QuoteAsset, -Amount(amount)),
            new Posting(Accounts.External, Accounts.QuoteAsset, Amount(amount)),
        ],
        ""));

    public static Commit Void(Entry instead) => new(instead with { Kind = EntryKind.Void, Postings = [], Detail = "" });

    /// <summary>Buys units of a token for a round price: 1 of income, the rest into the basket.</summary>
    public static Commit Buy(string walletId, string orderId, string symbol, Basket basket, TokenRevision follows)
    {
        var (paid, units, traded) = (Amount("101"), Amount("1"), Amount("0.003"));
        var (income, into) = (Amount("1"), Amount("100"));
        var position = Accounts.PositionAsset(Underlying);
        var entry = new Entry(
            EntryId.OfOrder(walletId, orderId), EntryKind.Creation, Time, walletId, symbol, orderId,
            [
                new Posting(Accounts.Wallet(walletId), Accounts.QuoteAsset, -paid),
                new Posting(Accounts.Token(symbol), Accounts.QuoteAsset, into),
                new Posting(Accounts.Income(symbol), Accounts.QuoteAsset, income),
                new Posting(Accounts.Wallet(walletId), symbol, units),
                new Posting(Accounts.Token(symbol), symbol, -units),
                new Posting(Accounts.Token(symbol), position, traded),
                new Posting(Accounts.Venue(Underlying), position, -traded),
            ],
            """{"price":"100.00000000"}""");
        var next = basket with
        {
            Collateral = basket.Collateral + into,
            Units = basket.Units + units,
            Position = basket.Position + traded,
        };
        return new Commit(entry, new TokenWrite(symbol, follows, State(next)));
    }

    public static Basket EmptyBasket { get; } =
        new(default, default, Amount("100000"), default, TokenStatus.Active);

    public static TokenState State(Basket basket) => new(basket, Time.AddHours(12), Time, null);

    /// <summary>The revision that a commit produces.</summary>
    public static TokenRevision After(Commit commit) => new(commit.Token!.Follows.Version + 1, commit.Entry.Id);
}
