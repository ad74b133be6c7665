using Exchange.Domain.Money;

namespace Exchange.Benchmarks.Baskets;

/// <summary>What happens to a basket in one step; it is settled at the mark first.</summary>
internal enum BasketAction
{
    Mark,
    Create,
    Redeem,
    Fund,
    Rebalance,
}

/// <summary>One step of the script.</summary>
/// <param name="Basket">Which one.</param>
/// <param name="Mark">The price it is settled at.</param>
/// <param name="Value">Paid (create), units (redeem), or the rate (fund).</param>
internal readonly record struct BasketStep(BasketAction Action, int Basket, Amount Mark, Amount Value);
