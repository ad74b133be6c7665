using System.CommandLine;
using Exchange.Cli.Client;
using Exchange.Cli.Output;
using Exchange.V1;
using Grpc.Core;

namespace Exchange.Cli.Commands;

/// <summary><c>order</c>: one order, by the id its client gave it or by the exchange's.</summary>
internal static class OrderCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "Your id of the order, or the exchange's." };
        var wallet = Shared.WalletOption();
        return new Command("order", "Show one order.") { id, wallet }.Does(async call =>
        {
            var answer = await FindAsync(call, call.Get(wallet), call.Get(id));
            return call.Show(answer, printer => Draw(printer, answer.Order));
        });
    }

    /// <summary>Prints an order in full.</summary>
    public static void Draw(Printer printer, Order order) => printer.Details(
        ("order", order.OrderId),
        ("id", order.ClientOrderId),
        ("wallet", order.WalletId),
        ("token", order.Symbol),
        ("side", Cells.Word(order.Side)),
        ("status", Cells.Word(order.Status)),
        ("reason", order.Reason),
        ("units", order.FilledUnits),
        ("quote", order.FilledQuote),
        ("price", order.Price),
        ("nav", order.Nav),
        ("fee", order.Fee),
        ("spread cost", order.SpreadCost),
        ("mark price", order.MarkPrice),
        ("created", Cells.Time(order.CreatedAt)),
        ("filled", Cells.Time(order.FilledAt)));

    /// <summary>The client's id goes first: it is what people have at hand.</summary>
    private static async Task<GetOrderResponse> FindAsync(Call call, string wallet, string id)
    {
        try
        {
            return await call.Trading.GetOrderAsync(
                new GetOrderRequest { WalletId = wallet, ClientOrderId = id }, call.Options);
        }
        catch (RpcException first) when (first.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            try
            {
                return await call.Trading.GetOrderAsync(
                    new GetOrderRequest { WalletId = wallet, OrderId = id }, call.Options);
            }
            catch (RpcException second) when (second.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument)
            {
                throw new RpcException(first.Status, first.Trailers);
            }
        }
    }
}
