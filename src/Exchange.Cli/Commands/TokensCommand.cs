using System.CommandLine;
using Exchange.Cli.Output;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>tokens</c>: every token as it stands.</summary>
internal static class TokensCommand
{
    private static readonly Column[] Columns =
    [
        Column.Word("TOKEN"), Column.Word("MARKET"), Column.Number("TARGET"), Column.Number("LEVERAGE"),
        Column.Number("NAV"), Column.Number("MARK"), Column.Number("UNITS"), Column.Number("COLLATERAL"),
        Column.Word("STATUS"), Column.Word("QUALITY"), Column.Word("NEXT REBALANCE"),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create() => new Command("tokens", "List the tokens.").Does(async call =>
    {
        var answer = await call.MarketData.ListTokensAsync(new ListTokensRequest(), call.Options);
        return call.Show(answer, printer => printer.Table(Columns, answer.Tokens.Select(Row)));
    });

    /// <summary>Prints one token in full.</summary>
    public static void Draw(Printer printer, Token token) => printer.Details(
        ("token", token.Symbol),
        ("market", token.Underlying),
        ("status", Cells.Word(token.Status)),
        ("halted because", token.HaltReason),
        ("nav", token.Nav),
        ("quality", Cells.Word(token.Quality)),
        ("mark price", token.MarkPrice),
        ("target leverage", token.TargetLeverage),
        ("actual leverage", token.ActualLeverage),
        ("units", token.UnitsOutstanding),
        ("collateral", token.Collateral),
        ("position", token.Position),
        ("next rebalance", Cells.Time(token.NextRebalanceAt)));

    private static string[] Row(Token token) =>
    [
        token.Symbol, token.Underlying, token.TargetLeverage, token.ActualLeverage, token.Nav, token.MarkPrice,
        token.UnitsOutstanding, token.Collateral, Cells.Word(token.Status), Cells.Word(token.Quality),
        Cells.Time(token.NextRebalanceAt),
    ];
}
