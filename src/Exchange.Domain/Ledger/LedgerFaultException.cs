namespace Exchange.Domain.Ledger;

/// <summary>
/// The ledger failed. Who knows of no database can tell by this that nothing else did; the same command again, with the
/// same id, is safe.
/// </summary>
public abstract class LedgerFaultException : Exception
{
    protected LedgerFaultException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
