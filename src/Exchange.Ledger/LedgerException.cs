using Exchange.Domain.Ledger;

namespace Exchange.Ledger;

/// <summary>The database failed.</summary>
public sealed class LedgerException : LedgerFaultException
{
    public LedgerException(string message, bool outcomeKnown, Exception? inner = null)
        : base(message, inner) => OutcomeKnown = outcomeKnown;

    /// <summary>
    /// True: nothing was written. False: it may have been; commit a void with the same id to find out.
    /// </summary>
    public bool OutcomeKnown { get; }

    /// <summary>The database cannot be reached at the moment; trying again later may help.</summary>
    public bool IsUnreachable { get; init; }
}
