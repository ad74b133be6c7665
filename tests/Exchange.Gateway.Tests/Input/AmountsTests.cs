using Exchange.Domain.Money;
using Exchange.Gateway.Input;
using Exchange.Gateway.Tests.Support;
using Exchange.Gateway.Wire;
using Exchange.V1;

namespace Exchange.Gateway.Tests.Input;

public sealed class AmountsTests
{
    private static readonly (string Reason, string[] Texts)[] Wrong =
    [
        ("AMOUNT_NOT_POSITIVE", ["-5", "0", "0.0", "-0.00000001"]),
        ("AMOUNT_MALFORMED",
            ["12,5", "1e5", " 1", "1 ", "abc", "", "NaN", "+1", "1.", ".5", "0x10", "1_000", "--1", "١", "-"]),
        ("AMOUNT_TOO_PRECISE", ["1.123456789", "0.000000001", "0." + new string('1', 200)]),
        ("AMOUNT_OUT_OF_RANGE", ["1" + new string('0', 30), new string('9', 200), "-" + new string('9', 200)]),
    ];

    [Fact]
    public void A_long_text_that_is_no_number_is_malformed()
    {
        foreach (var text in new[] { new string('a', 100), new string('0', 100), new string('9', 100) + ".", "--" })
        {
            Expect.Refused("AMOUNT_MALFORMED", () => Amounts.Read(text, "x"));
        }
    }

    [Fact]
    public async Task Every_method_refuses_what_is_no_amount_under_its_own_name()
    {
        await using var gateway = await TestGateway.StartAsync();
        var alice = gateway.Caller("alice", "trader");
        var operation = gateway.Caller("operator", "operator");
        var places = new Func<string, Task>[]
        {
            text => alice.CallAsync<PlaceOrderRequest, PlaceOrderResponse>(Buy(request => request.QuoteAmount = text)),
            text => alice.CallAsync<PlaceOrderRequest, PlaceOrderResponse>(Buy(request => request.Units = text)),
            text => alice.CallAsync<QuoteOrderRequest, QuoteOrderResponse>(
                new QuoteOrderRequest { Symbol = "BTC3L", Side = Side.Buy, QuoteAmount = text }),
            text => alice.CallAsync<QuoteOrderRequest, QuoteOrderResponse>(
                new QuoteOrderRequest { Symbol = "BTC3L", Side = Side.Sell, Units = text }),
            text => alice.CallAsync<WithdrawRequest, WithdrawResponse>(
                new WithdrawRequest { TransferId = "t", Asset = "USDT", Amount = text }),
            text => operation.CallAsync<DepositRequest, DepositResponse>(
                new DepositRequest { WalletId = "alice", TransferId = "t", Asset = "USDT", Amount = text }),
        };
        foreach (var (reason, texts) in Wrong)
        {
            foreach (var text in texts)
            {
                foreach (var place in places)
                {
                    await Expect.InvalidAsync(reason, () => place(text));
                }
            }
        }

        await Expect.InvalidAsync("AMOUNT_MALFORMED", () =>
            alice.CallAsync<PlaceOrderRequest, PlaceOrderResponse>(Buy(request =>
            {
                request.QuoteAmount = "10";
                request.LimitPrice = "abc";
            })));
        await Expect.InvalidAsync("AMOUNT_MALFORMED", () => FundAsync(operation, "abc"));
        await Expect.InvalidAsync("AMOUNT_OUT_OF_RANGE", () => FundAsync(operation, "1.00000001"));
        Assert.Equal("0.25000000", (await FundAsync(operation, "-1")).Payments.Single().Paid);
    }

    [Fact]
    public void Leverage_is_written_with_six_decimals()
    {
        Assert.Equal("-3.000000", AmountText.WriteLeverage(Samples.Of("-3")));
        Assert.Equal(string.Empty, AmountText.Write(null));
        Assert.Equal("0.00000001", AmountText.Write(Amount.FromParts(1)));
    }

    private static PlaceOrderRequest Buy(Action<PlaceOrderRequest> change)
    {
        var request = new PlaceOrderRequest
        {
            ClientOrderId = "o-1", Symbol = "BTC3L", Side = Side.Buy, Type = OrderType.Market,
        };
        change(request);
        return request;
    }

    private static Task<ApplyFundingResponse> FundAsync(TestCaller caller, string rate) =>
        caller.CallAsync<ApplyFundingRequest, ApplyFundingResponse>(
            new ApplyFundingRequest { Market = "BTC-USD", Rate = rate, FundingId = "f-1" });
}
