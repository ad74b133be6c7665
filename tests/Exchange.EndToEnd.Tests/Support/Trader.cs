using Exchange.V1;
using Grpc.Core;

namespace Exchange.EndToEnd.Tests.Support;

/// <summary>
/// Places one order after the other, three to buy and one to sell. What got no answer it sends again under the same id,
/// and goes on only when it knows what became of it.
/// </summary>
internal sealed class Trader(string wallet, string name, Promises promises)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private int _count;
    private long _refused;

    /// <summary>Answers that it got: orders filled or voided.</summary>
    public int Answers => _count;

    /// <summary>How often it was told that the ledger is away.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>The order of an id that a trader made.</summary>
    public static PlaceOrderRequest Order(string id)
    {
        var number = int.Parse(id.AsSpan(id.LastIndexOf('-') + 1), null);
        var order = new PlaceOrderRequest { ClientOrderId = id, Symbol = "BTC3L", Type = OrderType.Market };
        if (number % 4 == 3)
        {
            (order.Side, order.Units) = (Side.Sell, "0.02");
        }
        else
        {
            (order.Side, order.QuoteAmount) = (Side.Buy, "10");
        }

        return order;
    }

    /// <summary>Until the exchange is gone, or until it is told to stop and knows what became of its orders.</summary>
    public async Task Trade(Client client, CancellationToken stop = default)
    {
        for (var isOpen = true; isOpen || !stop.IsCancellationRequested;)
        {
            var id = $"{name}-{_count}";
            promises.Send(wallet, id);
            try
            {
                promises.Acknowledge(wallet, await client.Place(wallet, Order(id)));
                (_count, isOpen) = (_count + 1, false);
            }
            catch (RpcException e)
            {
                switch (e.Trailers.GetValue("reason"))
                {
                    case null when e.StatusCode != StatusCode.DeadlineExceeded:
                        return;
                    case "ORDER_VOIDED":
                        promises.Void(wallet, id);
                        (_count, isOpen) = (_count + 1, false);
                        break;
                    case "LEDGER_UNAVAILABLE" when e.StatusCode == StatusCode.Unavailable:
                        Interlocked.Increment(ref _refused);
                        goto case "OUTCOME_UNKNOWN";
                    case "OUTCOME_UNKNOWN":
                        isOpen = true;
                        await Task.Delay(Pause, CancellationToken.None);
                        break;
                    default:
                        throw;
                }
            }
        }
    }
}
