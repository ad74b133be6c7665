using Exchange.Gateway.Input;
using Exchange.Gateway.Tests.Support;

namespace Exchange.Gateway.Tests.Input;

public sealed class IdsTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("A.b_c:d-9", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("ä", false)]
    [InlineData("a\n", false)]
    [InlineData("a'--", false)]
    public void An_id_has_a_format(string text, bool valid) => Assert.Equal(valid, Ids.IsId(text));

    [Fact]
    public void An_id_has_a_length()
    {
        Assert.True(Ids.IsId(new string('a', 64)));
        Assert.False(Ids.IsId(new string('a', 65)));
    }

    [Theory]
    [InlineData("BTC-USD", true)]
    [InlineData("1INCH-USDT", true)]
    [InlineData("B-USD", false)]
    [InlineData("BTC-U", false)]
    [InlineData("BTCUSD", false)]
    [InlineData("BTC-USDTTTT", false)]
    [InlineData("btc-usd", false)]
    [InlineData("ABCDEFGHIJKLM-USD", false)]
    [InlineData("-USD", false)]
    [InlineData("", false)]
    public void A_market_has_a_format(string text, bool valid) => Assert.Equal(valid, Ids.IsMarket(text));

    [Theory]
    [InlineData(0, "", 0, 100)]
    [InlineData(5, "17", 17, 5)]
    [InlineData(5000, "", 0, 1000)]
    public void A_page_has_a_place_and_a_size(int size, string token, long before, int limit) =>
        Assert.Equal((before, limit), Pages.Read(size, token));

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData(" 1")]
    [InlineData("+1")]
    [InlineData("99999999999999999999")]
    public void A_page_token_that_no_page_came_with_is_refused(string token) =>
        Expect.Refused("PAGE_TOKEN_MALFORMED", () => Pages.Read(1, token));

    [Fact]
    public void A_page_of_less_than_nothing_is_refused() =>
        Expect.Refused("PAGE_SIZE_OUT_OF_RANGE", () => Pages.Read(-1, string.Empty));
}
