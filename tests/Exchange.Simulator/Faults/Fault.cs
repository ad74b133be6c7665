namespace Exchange.Simulator.Faults;

/// <summary>What can go wrong. Each is armed in some runs, and then fires by chance.</summary>
internal enum Fault
{
    /// <summary>A call between silos takes seconds.</summary>
    CallDelayed,

    /// <summary>A call between silos never arrives.</summary>
    CallDropped,

    /// <summary>A call between silos arrives twice.</summary>
    CallDuplicated,

    /// <summary>An answer between silos never arrives.</summary>
    AnswerDropped,

    /// <summary>An answer arrives when its caller has given up.</summary>
    AnswerTooLate,

    /// <summary>A silo ends at once, and starts again later.</summary>
    SiloCrashed,

    /// <summary>A silo stands still for less time than the others need to notice.</summary>
    SiloPaused,

    /// <summary>
    /// A silo stands still, is given up by the others, and goes on for a while as if it were one of them.
    /// </summary>
    SiloZombie,

    /// <summary>A silo is stopped in order, its grains are deactivated, and it starts again.</summary>
    SiloRestarted,

    /// <summary>One grain has two activations, each reached by some of the callers.</summary>
    TwoActivations,

    /// <summary>An activation is ended in order, as idle ones are.</summary>
    GrainDeactivated,

    /// <summary>A commit fails, and nothing of it has landed.</summary>
    CommitFailedBefore,

    /// <summary>A commit lands, and its caller is told that the database is gone.</summary>
    CommitLandedUnanswered,

    /// <summary>A commit takes seconds.</summary>
    CommitSlow,

    /// <summary>A commit is refused because the writer's queue is full.</summary>
    CommitRefused,

    /// <summary>A read of the ledger fails.</summary>
    ReadFailed,

    /// <summary>A read of the ledger takes seconds.</summary>
    ReadSlow,

    /// <summary>No silo reaches the database for a while.</summary>
    LedgerAway,

    /// <summary>A write of grain state fails before it has landed.</summary>
    StorageFailedBefore,

    /// <summary>A write of grain state fails after it has landed.</summary>
    StorageFailedAfter,

    /// <summary>A read of grain state fails.</summary>
    StorageReadFailed,

    /// <summary>A reminder comes late.</summary>
    ReminderLate,

    /// <summary>A reminder comes twice.</summary>
    ReminderTwice,

    /// <summary>A market has no prices for minutes: its venue is down.</summary>
    VenueDown,

    /// <summary>One price is missing.</summary>
    FeedGap,

    /// <summary>One price is far from the others.</summary>
    FeedOutlier,

    /// <summary>Two prices come in the wrong order.</summary>
    FeedReordered,

    /// <summary>One price comes twice.</summary>
    FeedDuplicated,

    /// <summary>The clock of a silo jumps, by seconds or minutes, to either side.</summary>
    ClockJumped,

    /// <summary>A client loses its gateway in the middle of a call, and goes on with another.</summary>
    GatewayCut,

    /// <summary>A subscriber does not renew in time, and is forgotten.</summary>
    SubscriberSlow,
}
