using System.CommandLine;
using Exchange.Cli.Client;
using Exchange.Cli.Output;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>orders</c>: the orders of a wallet, the newest first.</summary>
internal static class OrdersCommand
{
    private static readonly Column[] Columns =
    [
        Column.Word("TIME"), Column.Word("ID"), Column.Word("TOKEN"), Column.Word("SIDE"), Column.Word("STATUS"),
        Column.Number("UNITS"), Column.Number("QUOTE"), Column.Number("PRICE"), Column.Number("FEE"),
        Column.Word("ORDER"),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var wallet = Shared.Wallet();
        var symbol = new Option<string>("--symbol") { Description = "Only of this token." };
        var count = Shared.Count();
        return new Command("orders", "List the orders of a wallet.") { wallet, symbol, count }.Does(async call =>
        {
            var listed = new ListOrdersResponse();
            await Pages.CollectAsync(call.Get(count), async (size, page) =>
            {
                var request = new ListOrdersRequest
                {
                    WalletId = call.Get(wallet), Symbol = call.Get(symbol), PageSize = size, PageToken = page,
                };
                var answer = await call.Trading.ListOrdersAsync(request, call.Options);
                listed.Orders.Add(answer.Orders);
                return (answer.Orders.Count, listed.NextPageToken = answer.NextPageToken);
            });
            return call.Show(listed, printer => printer.Table(Columns, listed.Orders.Select(Row)));
        });
    }

    private static string[] Row(Order order) =>
    [
        Cells.Time(order.CreatedAt), order.ClientOrderId, order.Symbol, Cells.Word(order.Side),
        Cells.Word(order.Status), order.FilledUnits, order.FilledQuote, order.Price, order.Fee, order.OrderId,
    ];
}
