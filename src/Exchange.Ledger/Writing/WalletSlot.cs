namespace Exchange.Ledger.Writing;

/// <summary>A wallet's version as of the entries judged so far.</summary>
internal sealed class WalletSlot(string walletId, long version)
{
    public string WalletId { get; } = walletId;

    public long Version { get; set; } = version;

    /// <summary>Whether it must be written at the end of the batch.</summary>
    public bool Dirty { get; set; }
}
