using Exchange.Contracts.Wallets;
using Exchange.Domain.Ledger;
using Google.Protobuf.WellKnownTypes;

namespace Exchange.Gateway.Wire;

/// <summary>Writes wallets, transfers and ledger entries.</summary>
internal static class WalletMessages
{
    public static V1.Wallet Write(WalletView view)
    {
        var message = new V1.Wallet { WalletId = view.WalletId };
        message.Balances.AddRange(view.Balances.Select(static balance => new V1.Balance
        {
            Asset = balance.Asset,
            Total = balance.Total.ToString(),
            Held = balance.Held.ToString(),
            Available = (balance.Total - balance.Held).ToString(),
        }));
        return message;
    }

    public static V1.Transfer Write(TransferView view, string walletId) => new()
    {
        TransferId = view.TransferId,
        EntryId = view.EntryId.ToString(),
        WalletId = walletId,
        Asset = view.Asset,
        Amount = view.Value.ToString(),
        Time = Timestamp.FromDateTimeOffset(view.Time),
    };

    public static V1.Entry Write(EntryView view)
    {
        var entry = view.Entry;
        var message = new V1.Entry
        {
            EntryId = entry.Id.ToString(),
            Kind = EntryKindName.Of(entry.Kind),
            Time = Timestamp.FromDateTimeOffset(entry.Time),
            Sequence = view.Sequence,
        };
        message.Postings.AddRange(entry.Postings.Select(static posting => new V1.Posting
        {
            Account = posting.Account,
            Asset = posting.Asset,
            Amount = posting.Value.ToString(),
        }));

        var cause = EntryCause.Of(entry);
        message.OrderId = cause.OrderId ?? string.Empty;
        message.TransferId = cause.TransferId ?? string.Empty;
        message.RebalanceId = cause.RebalanceId ?? string.Empty;
        return message;
    }
}
