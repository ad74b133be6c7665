namespace Exchange.Ledger;

/// <summary>What an audit found.</summary>
/// <param name="Entries">Entries read.</param>
/// <param name="Accounts">Balances that the entries add up to: pairs of account and asset.</param>
/// <param name="Writers">Hash chains.</param>
/// <param name="FirstOffence">The first thing that is wrong, or null: everything was proved.</param>
/// <param name="Tokens">What the entries say of each token, by symbol.</param>
public sealed record AuditReport(
    long Entries, int Accounts, int Writers, AuditOffence? FirstOffence, IReadOnlyList<TokenAudit> Tokens)
{
    /// <summary>Whether everything was proved.</summary>
    public bool IsClean => FirstOffence is null;
}
