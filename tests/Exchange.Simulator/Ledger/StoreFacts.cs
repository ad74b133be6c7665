using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Ledger.Writing;

namespace Exchange.Simulator.Ledger;

/// <summary>What the judge asks of the store.</summary>
internal sealed class StoreFacts(LedgerStore store) : IStoredFacts
{
    public bool HasEntry(EntryId id) => store.FindEntry(id) is not null;

    public Amount Balance(string account, string asset) => store.Balance(account, asset);

    public long WalletVersion(string walletId) => store.Version(walletId);

    public TokenRevision TokenRevision(string symbol) => store.Revision(symbol);
}
