using Exchange.Domain.Ledger;

namespace Exchange.Ledger.Audit;

/// <summary>What an account is.</summary>
[Flags]
internal enum AccountClass
{
    Unknown = 0,
    Wallet = 1,
    Token = 2,
    Income = 4,
    Venue = 8,
    Insurance = 16,
    External = 32,
}

/// <summary>Tells accounts apart, and which of them an entry may use.</summary>
internal static class AccountClasses
{
    private const AccountClass Basket =
        AccountClass.Token | AccountClass.Income | AccountClass.Venue | AccountClass.Insurance;

    public static AccountClass Of(string account)
    {
        var slash = account.IndexOf('/', StringComparison.Ordinal);
        return (slash < 0 ? account : account[..slash]) switch
        {
            "wallet" => AccountClass.Wallet,
            "token" => AccountClass.Token,
            "income" => AccountClass.Income,
            "venue" => AccountClass.Venue,
            Accounts.Insurance => AccountClass.Insurance,
            Accounts.External => AccountClass.External,
            _ => AccountClass.Unknown,
        };
    }

    /// <summary>Asserts that an entry uses no account and no asset that its kind has nothing to do with.</summary>
    public static void AssertPermitted(Entry entry)
    {
        var permitted = Permitted(entry.Kind);
        foreach (var posting in entry.Postings)
        {
            var of = Of(posting.Account);
            if ((of & permitted & OfAsset(posting.Asset)) == AccountClass.Unknown || IsForeign(entry, of, posting))
            {
                throw new AuditException(
                    $"Entry {entry.Id} ({entry.Kind}) may not move {posting.Asset} on {posting.Account}.");
            }
        }
    }

    // Kinds that are not listed here are held to the rules of assets and of sums only.
    private static AccountClass Permitted(EntryKind kind) => kind switch
    {
        EntryKind.Void => AccountClass.Unknown,
        EntryKind.Deposit or EntryKind.Withdrawal =>
            AccountClass.Wallet | AccountClass.External | AccountClass.Insurance,
        EntryKind.Creation or EntryKind.Redemption => Basket | AccountClass.Wallet,
        EntryKind.Funding or EntryKind.Rebalance or EntryKind.KnockOut => Basket,
        _ => Basket | AccountClass.Wallet | AccountClass.External,
    };

    private static AccountClass OfAsset(string asset) => asset == Accounts.QuoteAsset
        ? Basket | AccountClass.Wallet | AccountClass.External
        : IsPosition(asset) ? AccountClass.Token | AccountClass.Venue : AccountClass.Wallet | AccountClass.Token;

    private static bool IsPosition(string asset) => asset.EndsWith("-PERP", StringComparison.Ordinal);

    // Another token's basket, another token's units, or a position at the venue of another underlying.
    private static bool IsForeign(Entry entry, AccountClass of, Posting posting) => of switch
    {
        AccountClass.Token => posting.Account != Accounts.Token(entry.Symbol ?? "")
            || (posting.Asset != Accounts.QuoteAsset && !IsPosition(posting.Asset) && posting.Asset != entry.Symbol),
        AccountClass.Income => posting.Account != Accounts.Income(entry.Symbol ?? ""),
        AccountClass.Venue => IsPosition(posting.Asset)
            && Accounts.PositionAsset(posting.Account["venue/".Length..]) != posting.Asset,
        AccountClass.Wallet => posting.Asset != Accounts.QuoteAsset && entry.Symbol is not null
            && posting.Asset != entry.Symbol,
        _ => false,
    };
}
