namespace Orleans.Bundled.Scheduling;

/// <summary>
/// Decides when and where turns run. Every request, continuation and timer call-back of the stack is a turn in a
/// <see cref="TurnQueue"/>, and this interface is the only way by which a queue gets to run. The live one is
/// <see cref="ThreadPoolTurnScheduler"/>; a simulator registers another in the silo's services.
/// </summary>
public interface ITurnScheduler
{
    /// <summary>Which life of its process a silo lives, as its address says: above that of lives before it.</summary>
    int Generation { get; }

    /// <summary>
    /// A queue that was empty has a turn. The scheduler calls <see cref="TurnQueue.RunTurn"/> until that says false,
    /// never on two threads at once; it then hears of the queue again when there is another turn.
    /// </summary>
    /// <remarks>Called on any thread, also in a turn of another queue; it must not run the turn in place.</remarks>
    void Schedule(TurnQueue queue);
}
