namespace Exchange.Ledger.Audit;

/// <summary>Ends an audit at the first offence; never leaves this folder.</summary>
internal sealed class AuditException(string description) : Exception(description);
