using Exchange.Feeds.Live;
using static Exchange.Feeds.Tests.Money;
using static Exchange.Feeds.Tests.Times;

namespace Exchange.Feeds.Tests.Live;

public sealed class MedianTests
{
    [Theory]
    [InlineData("7", "7")]
    [InlineData("7", "9", "7", "1")]
    [InlineData("8", "9", "7")]
    [InlineData("8", "1000", "7", "9", "1")]
    [InlineData("0.00000002", "0.00000001", "0.00000002")]
    [InlineData("0.00000002", "0.00000002", "0.00000003")]
    public void It_is_the_middle_one_or_the_mean_of_the_middle_two_half_to_even(
        string median, params string[] prices) =>
        Assert.Equal(Of(median), Median.Of(prices.Select(Of).ToArray()));

    [Fact]
    public void A_market_of_which_nobody_spoke_lately_has_no_price()
    {
        var book = new QuoteBook(TimeSpan.FromSeconds(10));
        Assert.Null(book.Price("BTC-USD", Start));
        Assert.True(book.Take(new Quote("kraken", "BTC-USD", Of("5"), Start)));
        Assert.Equal((Of("5"), Start), book.Price("BTC-USD", After(10)));
        Assert.Null(book.Price("BTC-USD", After(10.5)));
        Assert.Null(book.Price("ETH-USD", Start));
    }

    [Fact]
    public void An_earlier_quote_of_the_same_exchange_does_not_replace_a_later_one()
    {
        var book = new QuoteBook(TimeSpan.FromSeconds(10));
        Assert.True(book.Take(new Quote("kraken", "BTC-USD", Of("5"), After(1))));
        Assert.False(book.Take(new Quote("kraken", "BTC-USD", Of("6"), Start)));
        Assert.True(book.Take(new Quote("coinbase", "BTC-USD", Of("9"), Start)));
        Assert.Equal((Of("7"), After(1)), book.Price("BTC-USD", After(2)));
    }
}
