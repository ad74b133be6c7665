using System.Globalization;
using Exchange.Domain.Ledger;
using Exchange.Ledger;

namespace Exchange.Silo.Exporting;

/// <summary>What every format says of an entry, in the same words.</summary>
internal static class EntryText
{
    public const string Sequence = "sequence";
    public const string EntryId = "entry_id";
    public const string Kind = "kind";
    public const string Time = "time";
    public const string OrderId = "order_id";
    public const string TransferId = "transfer_id";
    public const string RebalanceId = "rebalance_id";
    public const string Account = "account";
    public const string Asset = "asset";
    public const string Amount = "amount";

    /// <summary>ISO 8601, UTC, always with seven digits of a second.</summary>
    public static string TimeOf(Entry entry) => entry.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <exception cref="UnreadableEntryException">There is no such kind.</exception>
    public static string KindOf(RecordedEntry recorded) => Enum.IsDefined(recorded.Entry.Kind)
        ? EntryKindName.Of(recorded.Entry.Kind)
        : throw new UnreadableEntryException(recorded.Sequence);
}
