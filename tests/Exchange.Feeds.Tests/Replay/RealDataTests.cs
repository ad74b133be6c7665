using Exchange.Feeds.Replay;
using static Exchange.Feeds.Tests.Money;
using static Exchange.Feeds.Tests.Times;

namespace Exchange.Feeds.Tests.Replay;

/// <summary>Files that nobody here wrote.</summary>
public sealed class RealDataTests
{
    [RealPricesTheory]
    [InlineData("btc_usd_1h_bitstamp.csv")]
    [InlineData("eth_usd_1h_bitstamp.csv")]
    [InlineData("btc_usd_1d_yahoo.csv")]
    [InlineData("eth_usd_1d_yahoo.csv")]
    [InlineData("qqq_1d.csv")]
    [InlineData("tqqq_1d.csv")]
    [InlineData("sqqq_1d.csv")]
    public void Every_row_is_read(string name)
    {
        var path = RealPrices.PathOf(name);
        var rows = File.ReadLines(path).Count(line => line.Length > 0) - 1;
        Assert.Equal(rows, BarFile.Read(path).Count());
    }

    [RealPricesFact]
    public async Task Hourly_bars_of_two_markets_play_from_the_first_to_the_last_row()
    {
        var btc = RealPrices.PathOf("btc_usd_1h_bitstamp.csv");
        var eth = RealPrices.PathOf("eth_usd_1h_bitstamp.csv");
        var options = new ReplayOptions { Files = [ReplayFile.Parse(btc), ReplayFile.Parse(eth)], Speed = 0 };
        var batches = await Batches.ReadAsync(new ReplaySource(options, TimeProvider.System));
        Assert.Equal(Utc("2018-05-15T06:00:00Z"), batches[0][0].EventTime);
        Assert.Equal([Of("8733.86"), Of("732.1")], batches[0].Select(tick => tick.Price));
        Assert.Equal([Of("37289.51"), Of("2692.92")], batches[^1].Select(tick => tick.Price));
        Assert.Equal(TimeSpan.FromSeconds(225), batches[1][0].EventTime - batches[0][0].EventTime);
        Assert.Equal(TimeSpan.FromMinutes(56.25), batches[^1][0].EventTime - batches[^16][0].EventTime);
        Assert.All(batches, batch => Assert.Equal(2, batch.Count));
        Assert.Equal(BarFile.Read(btc).Count() * 16, batches.Count);
    }

    [RealPricesTheory]
    [InlineData("btcusdt_perp_funding_8h_binance.csv", "-0.00012359", "2020-01-01T00:00:00Z")]
    [InlineData("ethusdt_perp_funding_8h_binance.csv", "0.0001", "2020-01-01T00:00:00Z")]
    public void Funding_rates_are_read_in_order(string name, string first, string time)
    {
        var path = RealPrices.PathOf(name);
        var rates = FundingFile.Read(path);
        Assert.Equal(new FundingRate(Utc(time), Of(first)), rates[0]);
        Assert.Equal(File.ReadLines(path).Count(line => line.Length > 0) - 1, rates.Count);
        Assert.All(rates.Zip(rates.Skip(1)), pair => Assert.True(pair.First.Time < pair.Second.Time));
    }
}
