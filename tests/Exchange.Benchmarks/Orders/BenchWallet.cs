using Exchange.V1;
using Grpc.Core;

namespace Exchange.Benchmarks.Orders;

/// <summary>A wallet that buys and then sells what it bought, one order at a time.</summary>
internal sealed class BenchWallet(string id, Metadata headers, Random chance)
{
    private const int PaidMin = 5;
    private const int PaidMax = 50;

    private string _symbol = "";
    private string _units = "";
    private int _orders;

    public string Id { get; } = id;

    public Metadata Headers { get; } = headers;

    /// <summary>The next order.</summary>
    public PlaceOrderRequest Next(string[] symbols)
    {
        var request = new PlaceOrderRequest
        {
            ClientOrderId = $"{++_orders:x8}",
            Type = OrderType.Market,
            Side = _units.Length == 0 ? Side.Buy : Side.Sell,
        };
        if (request.Side == Side.Buy)
        {
            _symbol = symbols[chance.Next(symbols.Length)];
            request.QuoteAmount = $"{chance.Next(PaidMin, PaidMax)}.{chance.Next(100):00}";
        }
        else
        {
            request.Units = _units;
        }

        request.Symbol = _symbol;
        return request;
    }

    /// <summary>What became of it.</summary>
    public void Filled(Order order) => _units = order.Side == Side.Buy ? order.FilledUnits : "";
}
