using Exchange.Domain.Ledger;
using Exchange.Domain.Money;

namespace Exchange.Domain.Tokens;

/// <summary>
/// The state of a token that follows from its ledger entries: each commit that changes it writes the next one.
/// </summary>
/// <param name="Basket">What backs the units.</param>
/// <param name="NextRebalanceAt">When the next scheduled rebalance is due.</param>
/// <param name="FeeChargedUntil">Up to when the management fee was charged.</param>
/// <param name="LastRebalance">The last rebalance, if there was one.</param>
public sealed record TokenState(
    Basket Basket,
    DateTimeOffset NextRebalanceAt,
    DateTimeOffset FeeChargedUntil,
    RebalanceRecord? LastRebalance);

/// <summary>Why a token was rebalanced.</summary>
public enum RebalanceKind
{
    Scheduled,
    Interim,
    Manual,
}

/// <summary>One rebalance as it was done.</summary>
/// <param name="RebalanceId">The sender's id of a manual one; else made from its token and time.</param>
/// <param name="DueAt">When it was due, or decided.</param>
/// <param name="Late">Done more than a minute after it was due.</param>
/// <param name="Traded">Units of the underlying bought; negative: sold.</param>
public sealed record RebalanceRecord(
    string RebalanceId,
    RebalanceKind Kind,
    DateTimeOffset DueAt,
    DateTimeOffset DoneAt,
    bool Late,
    Amount Mark,
    Amount LeverageBefore,
    Amount LeverageAfter,
    Amount Traded,
    Amount Cost,
    Amount ManagementFee,
    Amount Nav);

/// <summary>
/// Which state a commit follows. The number alone could be reached twice, by two activations that each refused the
/// other's work. The entry tells them apart, unless both made it of the same cause; a commit that is built on one that
/// has not landed therefore names that as well.
/// </summary>
/// <param name="Version">How many states there have been.</param>
/// <param name="Entry">The entry that made this one.</param>
public readonly record struct TokenRevision(long Version, EntryId Entry)
{
    /// <summary>Before the first state.</summary>
    public static TokenRevision None => default;
}
