using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;

namespace Exchange.Domain.Tokens;

/// <summary>What a token decided to do: the postings of one entry and the state after it.</summary>
/// <param name="Fill">Of an order; else null.</param>
/// <param name="Rebalance">Of a rebalance; else null.</param>
/// <param name="Paid">Of a funding; else zero.</param>
public readonly record struct TokenDecision(
    IReadOnlyList<Posting> Postings, TokenState State, Fill? Fill, RebalanceRecord? Rebalance, Amount Paid);
