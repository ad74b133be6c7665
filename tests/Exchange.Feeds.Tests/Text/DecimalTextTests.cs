using Exchange.Domain.Money;
using Exchange.Feeds.Text;

namespace Exchange.Feeds.Tests.Text;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("8733.86", "8733.86000000")]
    [InlineData("465.864013671875", "465.86401367")]
    [InlineData("7.354e-05", "0.00007354")]
    [InlineData("-1.2E-4", "-0.00012000")]
    [InlineData("1e3", "1000.00000000")]
    [InlineData("+5", "5.00000000")]
    [InlineData(".5", "0.50000000")]
    [InlineData("5.", "5.00000000")]
    [InlineData("0.000000005", "0.00000000")]
    [InlineData("0.000000015", "0.00000002")]
    [InlineData("0.0000000150000001", "0.00000002")]
    [InlineData("0.000000025", "0.00000002")]
    [InlineData("-0.000000015", "-0.00000002")]
    [InlineData("1.23456e-60", "0.00000000")]
    [InlineData("1e18", "1000000000000000000.00000000")]
    public void Reads_what_others_write_rounding_half_to_even(string text, string expected)
    {
        Assert.True(DecimalText.TryParse(text, out var amount));
        Assert.Equal(expected, amount.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e1000")]
    [InlineData("1e65")]
    [InlineData("1e19")]
    [InlineData("1,000")]
    [InlineData("1 ")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("0x10")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("\u0661")]
    public void Refuses_the_rest(string text)
    {
        Assert.False(DecimalText.TryParse(text, out var amount));
        Assert.Equal(Amount.Zero, amount);
    }

    [Fact]
    public void A_text_without_end_is_not_looked_at() =>
        Assert.False(DecimalText.TryParse(new string('1', 10_000) + "e-9999", out _));
}
