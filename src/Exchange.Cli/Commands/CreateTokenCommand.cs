using System.CommandLine;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>create-token</c>: lists a token. Terms not given are those of the tokens listed at first.</summary>
internal static class CreateTokenCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var symbol = new Argument<string>("SYMBOL") { Description = "Its symbol, such as BTC3L." };
        var market = Shared.Market();
        var leverage = new Argument<string>("LEVERAGE") { Description = "The target leverage, such as 3 or -3." };
        var nav = Term("--initial-nav", "Net asset value of the first unit.", "100");
        var spread = Term("--spread", "Spread to either side, as a share.", "0.0005");
        var creationFee = Term("--creation-fee", "Share of the amount paid.", "0.001");
        var redemptionFee = Term("--redemption-fee", "Share of the gross proceeds.", "0.001");
        var managementFee = Term("--management-fee", "Share of the collateral a day.", "0.0001");
        var cost = Term("--rebalance-cost", "Share of the notional traded.", "0.0006");
        var orderMin = Term("--min-order", "The smallest order, in quote currency.", "1");
        var orderCap = Term("--order-cap", "The largest order, in quote currency. Default: none.");
        var walletCap = Term("--wallet-cap", "Units one wallet may hold. Default: no limit.");
        var tokenCap = Term("--token-cap", "Units in issue. Default: no limit.");
        var leverageMax = Term("--leverage-max", "Rebalance a loss at once here; 0: never. Default: 4/3 target.");
        var leverageMin = Term("--leverage-min", "Rebalance a win at once here. Default: never.");
        var times = new Option<string[]>("--rebalance-time")
        {
            Description = "Times of day of the rebalances, UTC, HH:MM; may be repeated.",
            DefaultValueFactory = _ => ["00:00"],
        };
        var staleness = new Option<int>("--staleness-limit")
        {
            Description = "A mark older than so many seconds is stale.",
            DefaultValueFactory = _ => 30,
        };
        return new Command("create-token", "List a token (operator).")
        {
            symbol, market, leverage, nav, spread, creationFee, redemptionFee, managementFee, cost, orderMin,
            orderCap, walletCap, tokenCap, leverageMax, leverageMin, times, staleness,
        }.Does(async call =>
        {
            var terms = new TokenTerms
            {
                Symbol = call.Get(symbol),
                Underlying = call.Get(market),
                TargetLeverage = call.Get(leverage),
                InitialNav = call.Get(nav),
                Spread = call.Get(spread),
                CreationFee = call.Get(creationFee),
                RedemptionFee = call.Get(redemptionFee),
                ManagementFeeDaily = call.Get(managementFee),
                RebalanceCost = call.Get(cost),
                MinOrder = call.Get(orderMin),
                OrderCap = call.Get(orderCap),
                WalletCap = call.Get(walletCap),
                TokenCap = call.Get(tokenCap),
                LeverageMax = call.Get(leverageMax),
                LeverageMin = call.Get(leverageMin),
                RebalanceTimes = { call.Get(times) },
                StalenessLimitSeconds = call.Get(staleness),
                QuoteAsset = "USDT",
            };
            var answer = await call.Operator.CreateTokenAsync(new CreateTokenRequest { Terms = terms }, call.Options);
            return call.Show(answer, printer => TokensCommand.Draw(printer, answer.Token));
        });
    }

    private static Option<string> Term(string name, string description, string? value = null)
    {
        var option = new Option<string>(name) { Description = description };
        if (value is not null)
            option.DefaultValueFactory = _ => value;
        return option;
    }
}
