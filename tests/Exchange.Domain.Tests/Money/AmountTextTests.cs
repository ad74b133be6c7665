using Exchange.Domain.Money;

namespace Exchange.Domain.Tests.Money;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData("0", "0.00000000")]
    [InlineData("1", "1.00000000")]
    [InlineData("-0.5", "-0.50000000")]
    [InlineData("0001.10", "1.10000000")]
    [InlineData("0.00000001", "0.00000001")]
    [InlineData("1.000000000000", "1.00000000")]
    [InlineData("1000000000000000000", "1000000000000000000.00000000")]
    [InlineData("-1000000000000000000", "-1000000000000000000.00000000")]
    public void Reads_and_writes(string text, string canonical)
    {
        Assert.Equal(AmountParse.Parsed, Amount.TryParse(text, out var amount));
        Assert.Equal(canonical, amount.ToString());
        Assert.Equal(amount, Amount.Parse(amount.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e5")]
    [InlineData("12,5")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    [InlineData("--1")]
    [InlineData("١")]
    public void Refuses_what_is_no_plain_decimal(string text) =>
        Assert.Equal(AmountParse.Malformed, Amount.TryParse(text, out _));

    [Theory]
    [InlineData("0.000000001", AmountParse.TooPrecise)]
    [InlineData("1000000000000000000.00000001", AmountParse.OutOfRange)]
    [InlineData("99999999999999999999999999999999999999999999", AmountParse.OutOfRange)]
    public void Says_why(string text, AmountParse expected) =>
        Assert.Equal(expected, Amount.TryParse(text, out _));

    [Fact]
    public void A_text_without_end_is_not_looked_at() =>
        Assert.Equal(AmountParse.Malformed, Amount.TryParse(new string('1', 1_000_000), out _));

    [Fact]
    public void Overflow_is_an_error_never_a_wrap()
    {
        var huge = Amount.FromParts(Int128.MaxValue);
        Assert.Throws<OverflowException>(() => huge + Amount.One);
        Assert.Throws<OverflowException>(() => huge.MultiplyDown(Amount.FromInteger(2)));
        Assert.Throws<OverflowException>(() => -Amount.FromParts(Int128.MinValue));
    }
}
