using Google.Protobuf;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Exchange.Cli.Output;

/// <summary>Writes results to stdout: JSON for programs, tables for people, colour for terminals alone.</summary>
internal sealed class Printer
{
    private const int Wide = 1000;
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    /// <summary>Makes a printer for this process's stdout.</summary>
    public Printer(bool json)
    {
        Json = json;
        IsTerminal = !Console.IsOutputRedirected;
        Terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
    }

    /// <summary>True if a program reads along.</summary>
    public bool Json { get; }

    /// <summary>True if a person looks at a screen that can be redrawn.</summary>
    public bool IsTerminal { get; }

    /// <summary>The screen, for whoever draws on it for longer.</summary>
    public IAnsiConsole Terminal { get; }

    /// <summary>Prints a message of the wire as one line of JSON.</summary>
    public void Message(IMessage message) => Line(Formatter.Format(message));

    /// <summary>Prints one plain line.</summary>
    public void Line(string text) => Terminal.Profile.Out.Writer.WriteLine(text);

    /// <summary>Prints rows under headings.</summary>
    public void Table(IReadOnlyList<Column> columns, IEnumerable<string[]> rows)
    {
        var table = Empty(columns);
        foreach (var row in rows)
            table.AddRow(row.Select(Cell));
        // A row that is too long is left to the terminal to fold: cut cells could not be copied or searched.
        var narrow = Terminal.Profile.Width;
        Terminal.Profile.Width = Wide;
        Terminal.Write(table);
        Terminal.Profile.Width = narrow;
    }

    /// <summary>Prints the properties of one thing, a line each; those without a value are left out.</summary>
    public void Details(params (string Name, string Value)[] properties)
    {
        var wide = properties.Max(property => property.Name.Length);
        foreach (var (name, value) in properties.Where(property => property.Value.Length > 0))
            Line($"{name.PadRight(wide)}  {Cells.OneLine(value)}");
    }

    /// <summary>A table without rows.</summary>
    public static Table Empty(IEnumerable<Column> columns)
    {
        var table = new Table().NoBorder();
        foreach (var column in columns)
        {
            var heading = new TableColumn(new Text(column.Heading, new Style(decoration: Decoration.Bold)))
            {
                Padding = new Padding(0, 0, 2, 0),
                NoWrap = true,
            };
            table.AddColumn(column.IsNumber ? heading.RightAligned() : heading);
        }

        return table;
    }

    /// <summary>A cell of a table.</summary>
    public static IRenderable Cell(string text) => new Text(Cells.OneLine(text));
}
