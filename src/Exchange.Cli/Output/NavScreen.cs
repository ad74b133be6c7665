using System.Globalization;
using Exchange.V1;
using Spectre.Console;

namespace Exchange.Cli.Output;

/// <summary>A table of net asset values on a terminal, a row per token, redrawn in place.</summary>
internal sealed class NavScreen(IAnsiConsole terminal)
{
    private static readonly Column[] Columns =
    [
        Column.Word("TOKEN"), Column.Number("NAV"), Column.Number("MARK"), Column.Number("LEVERAGE"),
        Column.Number("TRIGGER"), Column.Word("QUALITY"), Column.Word("TIME"),
    ];

    private readonly Table _table = Printer.Empty(Columns);
    private readonly List<string> _symbols = [];
    private readonly Dictionary<string, decimal> _navs = new(StringComparer.Ordinal);

    /// <summary>Draws each update until there are no more.</summary>
    public Task ShowAsync(IAsyncEnumerable<NavUpdate> updates) => terminal.Live(_table).StartAsync(async screen =>
    {
        await foreach (var update in updates)
        {
            Put(update);
            screen.Refresh();
        }
    });

    private void Put(NavUpdate update)
    {
        var row = _symbols.BinarySearch(update.Symbol, StringComparer.Ordinal);
        if (row < 0)
        {
            row = ~row;
            _symbols.Insert(row, update.Symbol);
            _table.InsertRow(row, Columns.Select(_ => Printer.Cell("")));
        }

        string[] cells =
        [
            update.Symbol, update.Nav, update.MarkPrice, update.ActualLeverage, update.LeverageTriggerPrice,
            Cells.Word(update.Quality), Cells.TimeOfDay(update.PublishTime),
        ];
        for (var i = 0; i < cells.Length; i++)
            _table.UpdateCell(row, i, Printer.Cell(cells[i]));
        _table.UpdateCell(row, 1, new Text(Cells.OneLine(update.Nav), StyleOf(update)));
    }

    /// <summary>Green after a rise, red after a fall.</summary>
    private Style StyleOf(NavUpdate update)
    {
        if (!decimal.TryParse(update.Nav, NumberStyles.Number, CultureInfo.InvariantCulture, out var nav))
            return Style.Plain;
        var last = _navs.GetValueOrDefault(update.Symbol, nav);
        _navs[update.Symbol] = nav;
        return nav == last ? Style.Plain : new Style(nav > last ? Color.Green : Color.Red);
    }
}
