using Exchange.Feeds.Text;

namespace Exchange.Feeds.Replay;

/// <summary>
/// A CSV file of funding rates: columns <c>time_utc</c> and <c>funding_rate</c>. Rates may be in exponent notation and
/// are rounded half to even to 8 decimals.
/// </summary>
public static class FundingFile
{
    /// <summary>The whole file, in rising order of time whatever the order of its rows.</summary>
    /// <exception cref="FeedFormatException">A row cannot be read, or a time comes twice.</exception>
    public static IReadOnlyList<FundingRate> Read(string path)
    {
        using var rows = CsvRows.Open(path);
        int time = rows.Column("time_utc", "time", "date"), rate = rows.Column("funding_rate", "rate");
        var rates = new SortedList<DateTimeOffset, FundingRate>();
        while (rows.Read())
        {
            var read = new FundingRate(rows.Time(time), rows.Decimal(rate));
            if (!rates.TryAdd(read.Time, read))
                throw rows.Error($"time {read.Time:O} comes twice");
        }

        return [.. rates.Values];
    }
}
