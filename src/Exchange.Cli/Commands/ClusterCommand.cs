using System.CommandLine;
using System.Globalization;
using Exchange.Cli.Output;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>cluster</c>: every silo that the cluster knows of.</summary>
internal static class ClusterCommand
{
    private static readonly Column[] Columns =
    [
        Column.Word("SILO"), Column.Word("STATUS"), Column.Number("TOKENS"), Column.Number("WALLETS"),
        Column.Number("GRAINS"),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create() => new Command("cluster", "List the silos of the cluster.").Does(async call =>
    {
        var answer = await call.Operator.GetClusterStatusAsync(new GetClusterStatusRequest(), call.Options);
        return call.Show(answer, printer => printer.Table(Columns, answer.Members.Select(Row)));
    });

    private static string[] Row(Silo silo) =>
    [
        silo.Address, Cells.Word(silo.Status), Count(silo, "TokenGrain"), Count(silo, "WalletGrain"),
        silo.Activations.Sum(each => each.Count).ToString(CultureInfo.InvariantCulture),
    ];

    private static string Count(Silo silo, string kind) => silo.Activations
        .Where(each => each.Kind == kind).Sum(each => each.Count).ToString(CultureInfo.InvariantCulture);
}
