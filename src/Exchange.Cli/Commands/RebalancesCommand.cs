using System.CommandLine;
using Exchange.Cli.Client;
using Exchange.Cli.Output;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>rebalances</c>: the rebalances of a token, the newest first.</summary>
internal static class RebalancesCommand
{
    private static readonly Column[] Columns =
    [
        Column.Word("DONE"), Column.Word("KIND"), Column.Word("LATE"), Column.Number("MARK"),
        Column.Number("BEFORE"), Column.Number("AFTER"), Column.Number("TRADED"), Column.Number("COST"),
        Column.Number("FEE"), Column.Number("NAV"), Column.Word("ID"),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var symbol = Shared.Symbol();
        var count = Shared.Count();
        return new Command("rebalances", "List the rebalances of a token.") { symbol, count }.Does(async call =>
        {
            var listed = new ListRebalancesResponse();
            await Pages.CollectAsync(call.Get(count), async (size, page) =>
            {
                var request = new ListRebalancesRequest
                {
                    Symbol = call.Get(symbol), PageSize = size, PageToken = page,
                };
                var answer = await call.MarketData.ListRebalancesAsync(request, call.Options);
                listed.Rebalances.Add(answer.Rebalances);
                return (answer.Rebalances.Count, listed.NextPageToken = answer.NextPageToken);
            });
            return call.Show(listed, printer => printer.Table(Columns, listed.Rebalances.Select(Row)));
        });
    }

    /// <summary>Prints one rebalance in full.</summary>
    public static void Draw(Printer printer, Rebalance rebalance) => printer.Details(
        ("id", rebalance.RebalanceId),
        ("token", rebalance.Symbol),
        ("kind", Cells.Word(rebalance.Kind)),
        ("done", Cells.Time(rebalance.DoneAt)),
        ("mark price", rebalance.MarkPrice),
        ("leverage before", rebalance.LeverageBefore),
        ("leverage after", rebalance.LeverageAfter),
        ("traded", rebalance.Traded),
        ("cost", rebalance.Cost),
        ("management fee", rebalance.ManagementFee),
        ("nav", rebalance.Nav));

    private static string[] Row(Rebalance rebalance) =>
    [
        Cells.Time(rebalance.DoneAt), Cells.Word(rebalance.Kind), rebalance.Late ? "late" : "", rebalance.MarkPrice,
        rebalance.LeverageBefore, rebalance.LeverageAfter, rebalance.Traded, rebalance.Cost, rebalance.ManagementFee,
        rebalance.Nav, rebalance.RebalanceId,
    ];
}
