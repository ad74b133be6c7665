namespace Exchange.Ledger;

/// <summary>A row of the ledger is no entry: someone has changed it, or the disk has.</summary>
public sealed class UnreadableEntryException(long sequence, Exception? inner = null)
    : Exception($"The entry at sequence {sequence} cannot be read.", inner)
{
    /// <summary>Which one.</summary>
    public long Sequence { get; } = sequence;
}
