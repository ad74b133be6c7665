using Exchange.Feeds.Replay;

namespace Exchange.Feeds.Tests.Replay;

public sealed class ReplayFileTests
{
    [Theory]
    [InlineData("btc_usd_1h_bitstamp.csv", "BTC-USD", "btc_usd_1h_bitstamp.csv")]
    [InlineData("/data/eth_usd_1d_yahoo.csv", "ETH-USD", "/data/eth_usd_1d_yahoo.csv")]
    [InlineData("data/sol-usdt.csv", "SOL-USDT", "data/sol-usdt.csv")]
    [InlineData("BTC-USD=/data/bars.csv", "BTC-USD", "/data/bars.csv")]
    [InlineData("qqq=qqq_1d.csv", "QQQ", "qqq_1d.csv")]
    [InlineData("/a=b/btc_usd.csv", "BTC-USD", "/a=b/btc_usd.csv")]
    public void Tells_the_market(string text, string market, string path) =>
        Assert.Equal(new ReplayFile(market, path), ReplayFile.Parse(text));

    [Theory]
    [InlineData("qqq_1d.csv")]
    [InlineData("bars.csv")]
    [InlineData("")]
    public void Asks_for_the_market_where_the_name_does_not_tell(string text)
    {
        var fault = Assert.Throws<FeedOptionsException>(() => ReplayFile.Parse(text));
        Assert.Contains("write MARKET=path", fault.Message, StringComparison.Ordinal);
    }
}
