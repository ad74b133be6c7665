using CsvHelper;
using Exchange.Domain.Money;

namespace Exchange.Feeds.Text;

/// <summary>The rows of a CSV file with a header, one by one; every complaint names the file and the line.</summary>
internal sealed class CsvRows : IDisposable
{
    // A line break inside quotes is an error: no price has one, and a stray quote would swallow the rest of the file.
    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        TrimWhitespace = true,
        TrackLineNumbers = true,
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        MaxRecordSize = 4096,
    };

    private readonly string _path;
    private readonly CsvReader _reader;
    private readonly IReadOnlyList<string> _header;

    private CsvRows(string path, CsvReader reader)
    {
        _path = path;
        _reader = reader;
        Guarded(() => reader.ReadHeader());
        _header = reader.Headers is { Count: > 0 } header ? header : throw Whole(path, "the file is empty");
    }

    /// <exception cref="FeedFormatException">The file cannot be opened, is empty, or has no header.</exception>
    public static CsvRows Open(string path)
    {
        CsvReader? reader = null;
        try
        {
            reader = CsvReader.FromFile(path, Format);
            return new CsvRows(path, reader);
        }
        catch (Exception fault)
        {
            reader?.Dispose();
            if (fault is IOException or UnauthorizedAccessException)
                throw Whole(path, fault.Message);

            throw;
        }
    }

    /// <summary>The column that has the first of these names, whatever their case.</summary>
    /// <exception cref="FeedFormatException">None of them is in the header.</exception>
    public int Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            for (var column = 0; column < _header.Count; column++)
            {
                if (string.Equals(_header[column], name, StringComparison.OrdinalIgnoreCase))
                    return column;
            }
        }

        throw Error($"no column named {string.Join(" or ", names.ToArray())} among {string.Join(", ", _header)}");
    }

    /// <summary>Goes to the next row; false at the end. Blank lines are no rows.</summary>
    public bool Read()
    {
        var more = false;
        Guarded(() => more = _reader.Read());
        if (more && _reader.FieldCount < _header.Count)
            throw Error($"{_reader.FieldCount} columns where the header has {_header.Count}");

        return more;
    }

    public DateTimeOffset Time(int column)
    {
        var text = _reader.GetString(column);
        return TimeText.TryParse(text, out var time) ? time : throw Refused(column, text, "a time");
    }

    public Amount Decimal(int column)
    {
        var text = _reader.GetString(column);
        return DecimalText.TryParse(text, out var amount) ? amount : throw Refused(column, text, "a decimal");
    }

    public FeedFormatException Error(string reason) => new(_path, (int)_reader.LineNumber, reason);

    public void Dispose() => _reader.Dispose();

    private static FeedFormatException Whole(string path, string reason) => new(path, 0, reason);

    private void Guarded(Action read)
    {
        try
        {
            read();
        }
        catch (CsvFormatException fault)
        {
            throw new FeedFormatException(_path, (int)fault.LineNumber, fault.Message, fault);
        }
    }

    private FeedFormatException Refused(int column, string text, string wanted) =>
        Error($"{_header[column]} '{text}' is not {wanted}");
}
