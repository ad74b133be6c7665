using System.Collections.Concurrent;
using System.Globalization;
using Exchange.V1;
using Grpc.Core;

namespace Exchange.EndToEnd.Tests.Support;

/// <summary>
/// Orders of a few wallets in a few tokens, sent to two silos that know nothing of each other: to one or the other, and
/// some to both at once under the same id. Wallets hold little, so that they are often asked for more than they have.
/// </summary>
internal sealed class Contest(Client[] sides, string[] wallets, string[] symbols, Promises promises)
{
    private const int AttemptsMax = 200;
    private const int BothEvery = 8;
    private const int TooMuchEvery = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<string, int> _reasons = new();

    /// <summary>How often each reason was given, those included that the client tried again after.</summary>
    public string Reasons => string.Join(", ", _reasons.Select(pair => $"{pair.Key} {pair.Value}").Order());

    /// <summary>Places an order and stays with it until it is filled or refused for good.</summary>
    public async Task Place(int number)
    {
        var wallet = wallets[number / 2 % wallets.Length];
        var order = Order(number);
        promises.Send(wallet, order.ClientOrderId);
        if (number % BothEvery != 0)
        {
            await Place(sides[number % 2], wallet, order);
            return;
        }

        var answers = await Task.WhenAll(sides.Select(side => Place(side, wallet, order)));
        if (answers[0].Filled != answers[1].Filled)
        {
            // One was asked too early or too late to have the money for it; now both know what became of it.
            _reasons.AddOrUpdate("(at one side alone)", 1, (_, count) => count + 1);
            var again = await Place(sides[answers[0].Filled ? 1 : 0], wallet, order);
            Assert.True(again.Filled, $"one side filled {order}, the other says {again.Reason}");
        }
    }

    /// <summary>Places one order at one side, which must fill it.</summary>
    public async Task PlaceOne(int side, string wallet, string id)
    {
        var order = Buy(id, symbols[0], "1.5");
        promises.Send(wallet, id);
        var (filled, reason) = await Place(sides[side], wallet, order);
        Assert.True(filled, reason);
    }

    private PlaceOrderRequest Order(int number)
    {
        var random = new Random(number);
        var (id, symbol) = ($"o-{number}", symbols[random.Next(symbols.Length)]);
        if (number % TooMuchEvery == 1)
        {
            return Buy(id, symbol, "5000000");
        }

        return random.Next(2) == 0
            ? Buy(id, symbol, random.Next(2, 300).ToString(CultureInfo.InvariantCulture))
            : new PlaceOrderRequest
            {
                ClientOrderId = id,
                Symbol = symbol,
                Side = Side.Sell,
                Type = OrderType.Market,
                Units = (random.Next(5, 300) / 100m).ToString(CultureInfo.InvariantCulture),
            };
    }

    private static PlaceOrderRequest Buy(string id, string symbol, string quote) => new()
    {
        ClientOrderId = id,
        Symbol = symbol,
        Side = Side.Buy,
        Type = OrderType.Market,
        QuoteAmount = quote,
    };

    private async Task<(bool Filled, string Reason)> Place(Client side, string wallet, PlaceOrderRequest order)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                promises.Acknowledge(wallet, await side.Place(wallet, order));
                return (true, "");
            }
            catch (RpcException e)
            {
                var reason = e.Trailers.GetValue("reason") ?? e.StatusCode.ToString();
                _reasons.AddOrUpdate(reason, 1, (_, count) => count + 1);
                switch (reason)
                {
                    case "INSUFFICIENT_FUNDS" or "UNITS_EXCEED_OUTSTANDING":
                        return (false, reason);
                    case "ORDER_VOIDED":
                        promises.Void(wallet, order.ClientOrderId);
                        return (false, reason);
                    case "OVERLOADED" or "LEDGER_UNAVAILABLE" or "UNAVAILABLE" or "OUTCOME_UNKNOWN"
                        when attempt < AttemptsMax:
                        await Task.Delay(Pause);
                        break;
                    default:
                        throw;
                }
            }
        }
    }
}
