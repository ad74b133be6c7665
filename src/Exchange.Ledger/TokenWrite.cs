using Exchange.Domain.Tokens;

namespace Exchange.Ledger;

/// <summary>The next state of a token and which one it follows.</summary>
public sealed record TokenWrite(string Symbol, TokenRevision Follows, TokenState State);
