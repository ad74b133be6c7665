using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A write was refused because the stored state is not the one the activation last saw.</summary>
/// <remarks>An activation that lets it escape from a request is deactivated.</remarks>
public class InconsistentStateException : OrleansException
{
    /// <summary>Without a message of its own.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>With a message.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>With both etags and the cause.</summary>
    public InconsistentStateException(
        string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>With both etags.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    /// <summary>With both etags and the cause, whose message is taken.</summary>
    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(Message(storageException), storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>The etag in storage.</summary>
    public string? StoredEtag { get; }

    /// <summary>The etag that the activation held.</summary>
    public string? CurrentEtag { get; }

    // Only the activation that wrote is at fault, not the grains through which the exception then passes.
    internal bool IsSourceActivation { get; set; } = true;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{nameof(InconsistentStateException)}: {base.Message} Expected Etag={CurrentEtag} Received Etag={StoredEtag} "
        + InnerException;

    private static new string Message(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return cause.Message;
    }
}
