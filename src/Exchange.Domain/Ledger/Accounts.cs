namespace Exchange.Domain.Ledger;

/// <summary>The names of the accounts.</summary>
public static class Accounts
{
    /// <summary>Pays the deficit of a knock-out.</summary>
    public const string Insurance = "insurance";

    /// <summary>The world outside: deposits come from it, withdrawals go to it.</summary>
    public const string External = "external";

    /// <summary>The quote asset.</summary>
    public const string QuoteAsset = "USDT";

    private const string WalletPrefix = "wallet/";
    private const string TokenPrefix = "token/";
    private const string PositionSuffix = "-PERP";

    public static string Wallet(string walletId) => WalletPrefix + walletId;

    /// <summary>What resting orders of a wallet have set aside.</summary>
    public static string Held(string walletId) => WalletPrefix + walletId + "/held";

    /// <summary>
    /// Collateral and position of a token; its balance of units is less than zero by what is outstanding.
    /// </summary>
    public static string Token(string symbol) => TokenPrefix + symbol;

    public static string Income(string symbol) => "income/" + symbol;

    public static string Venue(string underlying) => "venue/" + underlying;

    /// <summary>The asset that a position in an underlying is counted in: BTC-USD is held as BTC-PERP.</summary>
    public static string PositionAsset(string underlying)
    {
        var dash = underlying.IndexOf('-', StringComparison.Ordinal);
        return (dash < 0 ? underlying : underlying[..dash]) + PositionSuffix;
    }

    /// <summary>The wallet that an account belongs to, or null.</summary>
    public static string? WalletOf(string account)
    {
        if (!account.StartsWith(WalletPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var end = account.IndexOf('/', WalletPrefix.Length);
        return end < 0 ? account[WalletPrefix.Length..] : account[WalletPrefix.Length..end];
    }

    /// <summary>Whether a balance must never be negative: all of a wallet, and the collateral of a token.</summary>
    public static bool IsNeverNegative(string account, string asset) =>
        account.StartsWith(WalletPrefix, StringComparison.Ordinal)
        || (account.StartsWith(TokenPrefix, StringComparison.Ordinal)
            && !asset.EndsWith(PositionSuffix, StringComparison.Ordinal)
            && !account.AsSpan(TokenPrefix.Length).SequenceEqual(asset));
}
