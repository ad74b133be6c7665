using Exchange.Feeds.Text;

namespace Exchange.Feeds.Tests.Text;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("2020-03-12", "2020-03-12T00:00:00Z")]
    [InlineData("2020-03-12T10:30:00", "2020-03-12T10:30:00Z")]
    [InlineData("2020-03-12 10:30:00", "2020-03-12T10:30:00Z")]
    [InlineData("2020-03-12 10:30", "2020-03-12T10:30:00Z")]
    [InlineData("2020-03-12T10:30:00.1234567Z", "2020-03-12T10:30:00.1234567Z")]
    [InlineData("2020-03-12T10:30:00+02:00", "2020-03-12T08:30:00Z")]
    [InlineData("1584009000", "2020-03-12T10:30:00Z")]
    [InlineData("1584009000500", "2020-03-12T10:30:00.5Z")]
    public void Reads_iso_and_unix_times_as_utc(string text, string expected)
    {
        Assert.True(TimeText.TryParse(text, out var time));
        Assert.Equal(Times.Utc(expected), time);
        Assert.Equal(TimeSpan.Zero, time.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("03/12/2020")]
    [InlineData("2020-13-01")]
    [InlineData("12 March 2020")]
    [InlineData("158400900")]
    public void Refuses_what_can_be_read_two_ways(string text) => Assert.False(TimeText.TryParse(text, out _));
}
