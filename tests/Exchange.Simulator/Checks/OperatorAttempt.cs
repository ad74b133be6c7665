using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Simulator.Checks;

/// <summary>One time that an operator asked for a rebalance or a funding of one token, and what came back.</summary>
/// <param name="Id">The operator's id of it.</param>
/// <param name="Rate">Of a funding; null: it is a rebalance.</param>
/// <param name="Refusal">None if it was acknowledged, or if nothing came back.</param>
internal sealed record OperatorAttempt(
    string Symbol, string Id, Amount? Rate, Refusal Refusal, RebalanceRecord? Rebalance, FundingView? Funding);
