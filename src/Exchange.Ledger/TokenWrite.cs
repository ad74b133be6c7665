using Exchange.Domain.Tokens;

namespace Exchange.Ledger;

/// <summary>The next state of a token and which one it follows.</summary>
public sealed record TokenWrite(string Symbol, TokenRevision Follows, TokenState State)
{
    /// <summary>
    /// Of the commit that makes the state it follows, if that was not read from the ledger: unless that one lands, this
    /// one is stale.
    /// </summary>
    public TokenFate? BuiltOn { get; init; }

    /// <summary>Its own.</summary>
    public TokenFate Fate { get; init; } = new();
}
