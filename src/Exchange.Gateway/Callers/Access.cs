using System.Collections.Frozen;

namespace Exchange.Gateway.Callers;

/// <summary>
/// Who may call what. Everything is denied unless this table allows it: a method it does not name is closed to all.
/// </summary>
internal static class Access
{
    private const Roles Readers = Roles.Trader | Roles.Auditor;

    private static readonly FrozenDictionary<string, Roles> Table = new Dictionary<string, Roles>
    {
        ["/exchange.v1.MarketDataService/ListTokens"] = Roles.Everyone,
        ["/exchange.v1.MarketDataService/GetToken"] = Roles.Everyone,
        ["/exchange.v1.MarketDataService/StreamNav"] = Roles.Everyone,
        ["/exchange.v1.MarketDataService/GetCandles"] = Roles.Everyone,
        ["/exchange.v1.MarketDataService/ListRebalances"] = Roles.Everyone,
        ["/exchange.v1.MarketDataService/StreamTokenEvents"] = Roles.Everyone,

        ["/exchange.v1.TradingService/PlaceOrder"] = Roles.Trader,
        ["/exchange.v1.TradingService/CancelOrder"] = Roles.Trader,
        ["/exchange.v1.TradingService/GetOrder"] = Readers,
        ["/exchange.v1.TradingService/ListOrders"] = Readers,
        ["/exchange.v1.TradingService/QuoteOrder"] = Readers,
        ["/exchange.v1.TradingService/StreamOrders"] = Readers,
        ["/exchange.v1.TradingService/Trade"] = Roles.Trader,

        ["/exchange.v1.WalletService/GetWallet"] = Readers,
        ["/exchange.v1.WalletService/Deposit"] = Roles.Operator,
        ["/exchange.v1.WalletService/Withdraw"] = Roles.Trader,
        ["/exchange.v1.WalletService/ListEntries"] = Readers,
        ["/exchange.v1.WalletService/GetPortfolio"] = Readers,
        ["/exchange.v1.WalletService/AcknowledgeRisk"] = Roles.Trader,
        ["/exchange.v1.WalletService/StreamWallet"] = Readers,

        ["/exchange.v1.OperatorService/CreateToken"] = Roles.Operator,
        ["/exchange.v1.OperatorService/UpdateToken"] = Roles.Operator,
        ["/exchange.v1.OperatorService/HaltToken"] = Roles.Operator,
        ["/exchange.v1.OperatorService/ResumeToken"] = Roles.Operator,
        ["/exchange.v1.OperatorService/RebalanceToken"] = Roles.Operator,
        ["/exchange.v1.OperatorService/ConsolidateToken"] = Roles.Operator,
        ["/exchange.v1.OperatorService/TerminateToken"] = Roles.Operator,
        ["/exchange.v1.OperatorService/PublishPrices"] = Roles.Operator | Roles.Feed,
        ["/exchange.v1.OperatorService/ApplyFunding"] = Roles.Operator,
        ["/exchange.v1.OperatorService/GetClusterStatus"] = Roles.Operator | Roles.Auditor,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The methods that the table names.</summary>
    public static IEnumerable<string> Methods => Table.Keys;

    /// <summary>Whether a role may call a method, named as <c>/package.Service/Method</c>.</summary>
    public static bool IsAllowed(Roles role, string method) => (RolesOf(method) & role) != Roles.None;

    /// <summary>The roles that may call a method; none if the table does not name it.</summary>
    public static Roles RolesOf(string method) => Table.GetValueOrDefault(method, Roles.None);
}
