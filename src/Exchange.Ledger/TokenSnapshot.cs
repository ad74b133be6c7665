using Exchange.Domain.Tokens;

namespace Exchange.Ledger;

/// <summary>A token's last state.</summary>
public sealed record TokenSnapshot(string Symbol, TokenRevision Revision, TokenState State);
