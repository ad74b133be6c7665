namespace Exchange.Ledger;

/// <summary>Where the hash chain of a writer ends, as the ledger noted it with its last batch.</summary>
/// <param name="Writer">Whose chain.</param>
/// <param name="Entries">How many entries it has.</param>
/// <param name="Sequence">Sequence of the last one.</param>
/// <param name="Hash">Hash of the last one.</param>
public sealed record ChainHead(string Writer, long Entries, long Sequence, ReadOnlyMemory<byte> Hash);
