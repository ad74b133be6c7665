using System.CommandLine;
using Exchange.Cli.Output;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>quote</c>: what an order would be filled at now.</summary>
internal static class QuoteCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var symbol = Shared.Symbol();
        var side = new Option<string>("--side") { Description = "buy | sell", Required = true };
        side.AcceptOnlyFromAmong("buy", "sell");
        var command = new Command("quote", "Say what an order would be filled at now.") { symbol, side };
        var quantity = Quantity.AddTo(command, positional: false);
        return command.Does(async call =>
        {
            var request = new QuoteOrderRequest
            {
                Symbol = call.Get(symbol),
                Side = call.Get(side) == "buy" ? Side.Buy : Side.Sell,
            };
            var (quote, units) = quantity.Read(call);
            if (quote is not null)
                request.QuoteAmount = quote;
            else
                request.Units = units;
            var answer = await call.Trading.QuoteOrderAsync(request, call.Options);
            return call.Show(answer, printer => printer.Details(
                ("token", answer.Symbol),
                ("side", Cells.Word(answer.Side)),
                ("units", answer.Units),
                ("quote", answer.Quote),
                ("price", answer.Price),
                ("nav", answer.Nav),
                ("fee", answer.Fee),
                ("spread cost", answer.SpreadCost),
                ("mark price", answer.MarkPrice)));
        });
    }
}
