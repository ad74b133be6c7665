using System.CommandLine;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary>What <c>buy</c> and <c>sell</c> have in common: a market order with an id and price protection.</summary>
internal static class OrderEntry
{
    /// <summary>Makes the command of one side.</summary>
    public static Command Create(string name, string description, Side side)
    {
        var symbol = Shared.Symbol();
        var limit = new Option<string>("--limit")
        {
            Description = side == Side.Buy ? "Never pay more for a unit." : "Never get less for a unit.",
        };
        var id = Shared.Id();
        var wallet = Shared.WalletOption();
        var command = new Command(name, description) { symbol };
        var quantity = Quantity.AddTo(command, positional: side == Side.Buy);
        command.Add(limit);
        command.Add(id);
        command.Add(wallet);
        return command.Does(async call =>
        {
            var request = new PlaceOrderRequest
            {
                WalletId = call.Get(wallet),
                Symbol = call.Get(symbol),
                Side = side,
                Type = OrderType.Market,
                LimitPrice = call.Get(limit),
            };
            var (quote, units) = quantity.Read(call);
            if (quote is not null)
                request.QuoteAmount = quote;
            else
                request.Units = units;
            request.ClientOrderId = call.IdOrNew(id);
            var answer = await call.Trading.PlaceOrderAsync(request, call.Options);
            return call.Show(answer, printer => OrderCommand.Draw(printer, answer.Order));
        });
    }
}
