using Exchange.Domain.Money;
using Exchange.Feeds.Text;

namespace Exchange.Feeds.Replay;

/// <summary>
/// A CSV file of bars in rising order of time. The columns are found by their names: a time, open, high, low, close;
/// others are ignored. Prices are rounded half to even to 8 decimals.
/// </summary>
public static class BarFile
{
    private static readonly string[] TimeNames =
    [
        "open_time_utc", "time_utc", "date_utc", "open_time", "open time", "datetime", "time", "timestamp", "date",
        "unix",
    ];

    /// <summary>Streams the bars; the file is open while they are read and never held whole.</summary>
    /// <exception cref="FeedFormatException">A row cannot be read, or its time does not rise.</exception>
    public static IEnumerable<Bar> Read(string path)
    {
        using var rows = CsvRows.Open(path);
        var time = rows.Column(TimeNames);
        int open = rows.Column("open"), high = rows.Column("high");
        int low = rows.Column("low"), close = rows.Column("close");
        var last = DateTimeOffset.MinValue;
        while (rows.Read())
        {
            var bar = new Bar(
                rows.Time(time), rows.Decimal(open), rows.Decimal(high), rows.Decimal(low), rows.Decimal(close));
            if (bar.OpenTime <= last)
                throw rows.Error($"time {bar.OpenTime:O} does not rise over {last:O}");

            if (Complaint(bar) is { } complaint)
                throw rows.Error(complaint);

            last = bar.OpenTime;
            yield return bar;
        }
    }

    private static string? Complaint(Bar bar)
    {
        if (!bar.Low.IsPositive)
            return $"low {bar.Low} is not positive";

        if (bar.Low > Amount.Min(bar.Open, bar.Close))
            return $"low {bar.Low} is above open {bar.Open} or close {bar.Close}";

        return bar.High < Amount.Max(bar.Open, bar.Close)
            ? $"high {bar.High} is below open {bar.Open} or close {bar.Close}"
            : null;
    }
}
