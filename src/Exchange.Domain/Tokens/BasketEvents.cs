using Exchange.Domain.Money;

namespace Exchange.Domain.Tokens;

/// <summary>The position was settled at a mark against the venue.</summary>
/// <param name="Mark">The new settlement price.</param>
/// <param name="Profit">Into the collateral, from the venue; negative the other way.</param>
/// <param name="Deficit">What the insurance account pays in a knock-out; zero otherwise.</param>
/// <param name="KnockedOut">The collateral is gone and the token is over.</param>
public readonly record struct Settled(Amount Mark, Amount Profit, Amount Deficit, bool KnockedOut);

/// <summary>Units were created.</summary>
/// <param name="Paid">By the holder, fee included.</param>
/// <param name="Price">Ask: net asset value and spread.</param>
/// <param name="Units">Created.</param>
/// <param name="Fee">Creation fee, part of <paramref name="Paid"/>.</param>
/// <param name="Spread">Spread income, part of <paramref name="Paid"/>.</param>
/// <param name="Into">Into the collateral: the rest.</param>
/// <param name="Traded">Units of the underlying bought.</param>
public readonly record struct Created(
    Amount Paid, Amount Price, Amount Units, Amount Fee, Amount Spread, Amount Into, Amount Traded);

/// <summary>Units were redeemed.</summary>
/// <param name="Units">Redeemed.</param>
/// <param name="Price">Bid: net asset value less spread.</param>
/// <param name="Proceeds">To the holder, after the fee.</param>
/// <param name="Fee">Redemption fee.</param>
/// <param name="Spread">Spread income.</param>
/// <param name="Out">Out of the collateral: the three together.</param>
/// <param name="Traded">Units of the underlying bought; negative: sold.</param>
public readonly record struct Redeemed(
    Amount Units, Amount Price, Amount Proceeds, Amount Fee, Amount Spread, Amount Out, Amount Traded);

/// <summary>Funding was paid to the venue; negative: received.</summary>
public readonly record struct FundingPaid(Amount Rate, Amount Paid);

/// <summary>The management fee was charged for a stretch of time.</summary>
public readonly record struct ManagementFeeCharged(long Seconds, Amount Charged);

/// <summary>The position was brought to the target leverage.</summary>
/// <param name="Traded">Units of the underlying bought; negative: sold.</param>
/// <param name="Cost">Paid to the venue.</param>
public readonly record struct Rebalanced(Amount Traded, Amount Cost);
