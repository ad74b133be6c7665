using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer of an activation; it dies with it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets it anew. During a call-back it takes effect when that has ended.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>How a timer runs.</summary>
public readonly struct GrainTimerCreationOptions
{
    /// <summary>For an initialiser.</summary>
    public GrainTimerCreationOptions()
    {
    }

    /// <summary>With both times.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time until the first call-back; infinite: none until <see cref="IGrainTimer.Change"/>.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of one call-back to the next; infinite: none.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether a call-back may run beside requests.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a call-back keeps the activation from being idle.</summary>
    public bool KeepAlive { get; init; }
}

/// <summary>Names of the clocks; each falls back to the unnamed <see cref="TimeProvider"/>.</summary>
public static class TimeProviderNames
{
    /// <summary>Of idle collection.</summary>
    public const string ActivationManagement = "Orleans.ActivationManagement";

    /// <summary>Of the grain directory.</summary>
    public const string GrainDirectory = "Orleans.GrainDirectory";

    /// <summary>Of grains and their timers.</summary>
    public const string Grains = "Orleans.Grains";

    /// <summary>Of cluster membership.</summary>
    public const string Membership = "Orleans.Membership";

    /// <summary>Of timeouts of calls.</summary>
    public const string Messaging = "Orleans.Messaging";

    /// <summary>Of the runtime's other timers.</summary>
    public const string SystemTimers = "Orleans.SystemTimers";
}
