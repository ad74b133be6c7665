using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Ledger.Writing;

/// <summary>What the database says as of the start of the transaction, one fact at a time.</summary>
internal interface IStoredFacts
{
    bool HasEntry(EntryId id);

    Amount Balance(string account, string asset);

    long WalletVersion(string walletId);

    TokenRevision TokenRevision(string symbol);
}
