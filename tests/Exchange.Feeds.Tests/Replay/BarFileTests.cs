using Exchange.Feeds.Replay;
using static Exchange.Feeds.Tests.Money;

namespace Exchange.Feeds.Tests.Replay;

public sealed class BarFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("date,open,high,low,close,volume_usd", "2024-01-01,1,4,0.5,2,9.5e9")]
    [InlineData("Open_Time_UTC,Open,High,Low,Close", "2024-01-01T00:00:00,1,4,0.5,2")]
    [InlineData("volume,CLOSE, low ,high,open,time_utc", "7,2,0.5,4,1,2024-01-01 00:00:00")]
    [InlineData("\"timestamp\",\"open\",\"high\",\"low\",\"close\"", "\"1704067200\",\"1\",\"4\",\"0.5\",\"2\"")]
    public void Finds_columns_by_name_in_any_order_and_case(string header, string row)
    {
        var bar = Assert.Single(BarFile.Read(_folder.Write("bars.csv", header, row)));
        Assert.Equal(new Bar(Times.Start, Of("1"), Of("4"), Of("0.5"), Of("2")), bar);
    }

    [Fact]
    public void Rounds_long_prices_half_to_even()
    {
        var path = _folder.Write(
            "bars.csv", "date,open,high,low,close", "2024-01-01,1.000000005,1.000000015,1.000000005,1.000000015");
        var bar = Assert.Single(BarFile.Read(path));
        Assert.Equal((Of("1"), Of("1.00000002")), (bar.Low, bar.High));
    }

    [Theory]
    [InlineData("2024-01-02,1,4,0.5", "line 3: 4 columns where the header has 5")]
    [InlineData("2024-01-02,1,x,0.5,2", "line 3: high 'x' is not a decimal")]
    [InlineData("yesterday,1,4,0.5,2", "line 3: date 'yesterday' is not a time")]
    [InlineData("2024-01-01,1,4,0.5,2", "line 3: time 2024-01-01T00:00:00.0000000+00:00 does not rise")]
    [InlineData("2024-01-02,1,4,0,2", "line 3: low 0.00000000 is not positive")]
    [InlineData("2024-01-02,1,4,1.5,2", "line 3: low 1.50000000 is above")]
    [InlineData("2024-01-02,1,1.5,0.5,2", "line 3: high 1.50000000 is below")]
    [InlineData("2024-01-02,\"1,4,0.5,2", "line 3")]
    public void Names_the_file_and_the_line_of_a_bad_row(string row, string message)
    {
        var path = _folder.Write(
            "bars.csv", "date,open,high,low,close", "2024-01-01,1,4,0.5,2", row, "2024-02-01,1,4,0.5,2");
        var fault = Assert.Throws<FeedFormatException>(() => BarFile.Read(path).Count());
        Assert.StartsWith($"{path}, {message}", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3, fault.Line);
    }

    [Fact]
    public void Names_a_missing_column()
    {
        var path = _folder.Write("bars.csv", "date,open,high,close", "2024-01-01,1,4,2");
        var fault = Assert.Throws<FeedFormatException>(() => BarFile.Read(path).Count());
        Assert.Contains("no column named low among date, open, high, close", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_a_file_is_empty() =>
        Assert.Contains(
            "the file is empty",
            Assert.Throws<FeedFormatException>(() => BarFile.Read(_folder.Write("bars.csv")).Count()).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Reads_no_further_than_it_is_asked()
    {
        var path = _folder.Write("bars.csv", "date,open,high,low,close", "2024-01-01,1,4,0.5,2", "broken");
        Assert.Single(BarFile.Read(path).Take(1));
    }
}
