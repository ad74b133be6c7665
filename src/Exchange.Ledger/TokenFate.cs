namespace Exchange.Ledger;

/// <summary>
/// Whether a token state came to be, for what is built on it before that is known. Its revision does not say so: ids
/// come from causes, so another activation may have committed an entry of the same id that led to another state.
/// </summary>
public sealed class TokenFate
{
    /// <summary>False until its commit is decided, and for good if it was refused or failed.</summary>
    public bool HasLanded { get; internal set; }
}
