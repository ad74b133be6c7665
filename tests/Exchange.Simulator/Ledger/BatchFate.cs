namespace Exchange.Simulator.Ledger;

/// <summary>What becomes of one transaction of a writer.</summary>
internal enum BatchFate
{
    /// <summary>It lands and its callers are told.</summary>
    Landed,

    /// <summary>The database refuses it before its commit: nothing lands, and that is known.</summary>
    Failed,

    /// <summary>
    /// The database cannot be reached: nothing lands, that is known, and so is that it may come back.
    /// </summary>
    Unreachable,

    /// <summary>It lands, and the answer is lost: callers are told that nobody knows.</summary>
    LandedUnanswered,

    /// <summary>It is lost on its way, and callers are told that nobody knows.</summary>
    LostUnanswered,

    /// <summary>Callers are told that nobody knows, and it lands only after that.</summary>
    LandedLate,
}
