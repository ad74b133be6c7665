using Exchange.Domain.Ledger;

namespace Exchange.Ledger;

/// <summary>What a wallet holds.</summary>
/// <param name="Version">Raised by every entry that touches it.</param>
/// <param name="Balances">Of the wallet and of what it has set aside, by account and asset.</param>
public sealed record WalletSnapshot(string WalletId, long Version, IReadOnlyList<Posting> Balances);
