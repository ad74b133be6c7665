using Exchange.Domain.Tokens;
using Exchange.Ledger;
using Exchange.Ledger.Encoding;

namespace Exchange.Simulator.Ledger;

/// <summary>The row of a token: its state is kept as text, as every database keeps it.</summary>
internal sealed record StoredToken(string Symbol, TokenRevision Revision, string StateText)
{
    public TokenSnapshot Read() => TokenStateText.TryRead(StateText, out var state)
        ? new TokenSnapshot(Symbol, Revision, state)
        : throw new InvalidDataException($"The state of {Symbol} cannot be read.");
}
