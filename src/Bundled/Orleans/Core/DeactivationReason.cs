namespace Orleans;

/// <summary>Why an activation ends.</summary>
/// <param name="code">The reason as a code.</param>
/// <param name="exception">The fault behind it, if there is one.</param>
/// <param name="text">The reason in words.</param>
public readonly struct DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
{
    /// <summary>A reason without a fault.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>The reason in words.</summary>
    public string Description { get; } = text;

    /// <summary>The reason as a code.</summary>
    public DeactivationReasonCode ReasonCode { get; } = code;

    /// <summary>The fault behind it.</summary>
    public Exception? Exception { get; } = exception;

    /// <inheritdoc/>
    public override string ToString() => Exception is null
        ? $"{ReasonCode}: {Description}."
        : $"{ReasonCode}: {Description}. Exception: {Exception}";
}

/// <summary>Why an activation ends, as a code.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason was given.</summary>
    None = 0,

    /// <summary>The silo stops.</summary>
    ShuttingDown = 1,

    /// <summary>It could not be activated.</summary>
    ActivationFailed = 2,

    /// <summary>The directory of grains failed.</summary>
    DirectoryFailure = 3,

    /// <summary>It was idle for too long.</summary>
    ActivationIdle = 4,

    /// <summary>It no longer answered.</summary>
    ActivationUnresponsive = 5,

    /// <summary>Another activation of the grain came first.</summary>
    DuplicateActivation = 6,

    /// <summary>A request of an incompatible version came.</summary>
    IncompatibleRequest = 7,

    /// <summary>The grain failed.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,

    /// <summary>It moves to another silo.</summary>
    Migrating = 10,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested = 11,

    /// <summary>Memory ran short.</summary>
    HighMemoryPressure = 12,
}
