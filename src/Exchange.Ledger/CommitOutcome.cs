namespace Exchange.Ledger;

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>Durable.</summary>
    Committed,

    /// <summary>An entry with this id exists: it is what happened.</summary>
    Duplicate,

    /// <summary>A balance that may not be negative would be.</summary>
    InsufficientFunds,

    /// <summary>The token state that it follows is not the last one.</summary>
    StaleToken,

    /// <summary>The writer's queue is full; nothing was written.</summary>
    Overloaded,
}
