using Exchange.Domain.Ledger;

namespace Exchange.Ledger;

/// <summary>An entry as it stands in the ledger.</summary>
/// <param name="Sequence">Its place; rises along every wallet and token.</param>
/// <param name="Writer">Whose hash chain it is in.</param>
/// <param name="Hash">SHA-256 over the hash before it in the chain and its own content.</param>
/// <param name="StateHash">Of the token state that it produced, if any; part of its content.</param>
public sealed record RecordedEntry(
    Entry Entry, long Sequence, string Writer, ReadOnlyMemory<byte> Hash, StateHash StateHash = default);
