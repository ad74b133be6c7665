using Exchange.Feeds.Replay;
using static Exchange.Feeds.Tests.Money;
using static Exchange.Feeds.Tests.Times;

namespace Exchange.Feeds.Tests.Replay;

public sealed class FundingFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_exponents_and_sorts_by_time()
    {
        var path = _folder.Write(
            "funding.csv",
            "time_utc,funding_rate",
            "2024-01-01T08:00:00,7.354e-05",
            "2024-01-01T00:00:00,-0.000123595");
        Assert.Equal(
            [new FundingRate(Start, Of("-0.0001236")), new FundingRate(After(28_800), Of("0.00007354"))],
            FundingFile.Read(path));
    }

    [Theory]
    [InlineData("2024-01-01T00:00:00,0.1", "time 2024-01-01T00:00:00.0000000+00:00 comes twice")]
    [InlineData("2024-01-01T08:00:00,", "funding_rate '' is not a decimal")]
    public void Names_the_line_of_a_bad_row(string row, string message)
    {
        var path = _folder.Write("funding.csv", "time_utc,funding_rate", "2024-01-01T00:00:00,0.1", row);
        var fault = Assert.Throws<FeedFormatException>(() => FundingFile.Read(path));
        Assert.Equal($"{path}, line 3: {message}", fault.Message);
    }
}
