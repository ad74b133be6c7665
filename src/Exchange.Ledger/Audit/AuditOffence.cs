namespace Exchange.Ledger;

/// <summary>Something that must not be so.</summary>
/// <param name="Sequence">The entry at which it shows; for a balance or a token state, the last entry there is.</param>
/// <param name="Description">What is wrong, as a sentence.</param>
public sealed record AuditOffence(long Sequence, string Description);
