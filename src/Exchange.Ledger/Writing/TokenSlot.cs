using Exchange.Domain.Tokens;

namespace Exchange.Ledger.Writing;

/// <summary>A token's revision as of the entries judged so far, and the state to write if there is a new one.</summary>
internal sealed class TokenSlot(string symbol, TokenRevision revision)
{
    public string Symbol { get; } = symbol;

    public TokenRevision Revision { get; set; } = revision;

    /// <summary>The last state of this batch; null if the batch has none.</summary>
    public TokenState? State { get; set; }
}
