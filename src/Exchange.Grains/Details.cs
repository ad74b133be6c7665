using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;

namespace Exchange.Grains;

/// <summary>
/// The facts that an entry carries besides its postings, as JSON, so that it can be read back as it was.
/// </summary>
internal static class Details
{
    public static string Of(OrderRequest request, Fill? fill, DateTimeOffset createdAt) =>
        JsonSerializer.Serialize(new OrderDetail(request, fill, createdAt), DetailContext.Default.OrderDetail);

    public static string Of(RebalanceRecord rebalance) =>
        JsonSerializer.Serialize(rebalance, DetailContext.Default.RebalanceRecord);

    public static string OfFunding(Amount rate, Amount paid) =>
        JsonSerializer.Serialize(new FundingDetail(rate, paid), DetailContext.Default.FundingDetail);

    /// <summary>The order that an entry is about; null if it is about none.</summary>
    public static Order? ReadOrder(Entry entry)
    {
        if (entry.Kind is not (EntryKind.Creation or EntryKind.Redemption or EntryKind.Void) || entry.Detail == "")
        {
            return null;
        }

        var detail = JsonSerializer.Deserialize(entry.Detail, DetailContext.Default.OrderDetail)!;
        var filled = entry.Kind != EntryKind.Void;
        return new Order(
            entry.Id.ToString(),
            detail.Request,
            filled ? OrderStatus.Filled : OrderStatus.Rejected,
            detail.Fill,
            detail.CreatedAt,
            filled ? entry.Time : null);
    }

    public static RebalanceRecord ReadRebalance(Entry entry) =>
        JsonSerializer.Deserialize(entry.Detail, DetailContext.Default.RebalanceRecord)!;

    public static Amount ReadFundingPaid(Entry entry) =>
        JsonSerializer.Deserialize(entry.Detail, DetailContext.Default.FundingDetail)!.Paid;
}

/// <summary>An order and how it was filled.</summary>
internal sealed record OrderDetail(OrderRequest Request, Fill? Fill, DateTimeOffset CreatedAt);

/// <summary>A funding as it was applied.</summary>
internal sealed record FundingDetail(Amount Rate, Amount Paid);

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderDetail))]
[JsonSerializable(typeof(RebalanceRecord))]
[JsonSerializable(typeof(FundingDetail))]
internal sealed partial class DetailContext : JsonSerializerContext;
