using System.Text.RegularExpressions;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Gateway.Refusals;
using Exchange.Gateway.Wire;
using Grpc.Core;

namespace Exchange.Gateway.Tests.Refusals;

public sealed partial class RefusalTableTests
{
    [Fact]
    public void Every_refusal_has_a_status_and_a_reason_of_its_own()
    {
        var rows = Enum.GetValues<Refusal>().Where(refusal => refusal != Refusal.None).Select(RefusalTable.Of).ToList();
        Assert.All(rows, row => Assert.Matches(UpperSnake(), row.Reason));
        Assert.All(rows, row => Assert.NotEqual(StatusCode.OK, row.Code));
        Assert.All(rows, row => Assert.EndsWith(".", row.Message, StringComparison.Ordinal));
        Assert.Equal(rows.Count, rows.Select(row => row.Reason).Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => RefusalTable.Of(Refusal.None));
    }

    [Theory]
    [InlineData(Refusal.Terminated, StatusCode.FailedPrecondition, "TOKEN_TERMINATED")]
    [InlineData(Refusal.TokenHalted, StatusCode.FailedPrecondition, "TOKEN_HALTED")]
    [InlineData(Refusal.StalePrice, StatusCode.FailedPrecondition, "STALE_PRICE")]
    [InlineData(Refusal.BelowMinimum, StatusCode.FailedPrecondition, "BELOW_MINIMUM")]
    [InlineData(Refusal.PriceProtection, StatusCode.FailedPrecondition, "PRICE_PROTECTION")]
    [InlineData(Refusal.InsufficientFunds, StatusCode.FailedPrecondition, "INSUFFICIENT_FUNDS")]
    [InlineData(Refusal.AmountMalformed, StatusCode.InvalidArgument, "AMOUNT_MALFORMED")]
    [InlineData(Refusal.UnknownSymbol, StatusCode.NotFound, "UNKNOWN_SYMBOL")]
    [InlineData(Refusal.UnknownOrder, StatusCode.NotFound, "UNKNOWN_ORDER")]
    [InlineData(Refusal.TokenExists, StatusCode.AlreadyExists, "TOKEN_EXISTS")]
    [InlineData(Refusal.Overloaded, StatusCode.ResourceExhausted, "OVERLOADED")]
    [InlineData(Refusal.LedgerUnavailable, StatusCode.Unavailable, "LEDGER_UNAVAILABLE")]
    [InlineData(Refusal.OutcomeUnknown, StatusCode.Unavailable, "OUTCOME_UNKNOWN")]
    [InlineData(Refusal.OrderVoided, StatusCode.Aborted, "ORDER_VOIDED")]
    public void Clients_rely_on_these(Refusal refusal, StatusCode code, string reason)
    {
        var row = RefusalTable.Of(refusal);
        Assert.Equal((code, reason), (row.Code, row.Reason));
    }

    [Fact]
    public void The_gateway_and_the_exchange_share_no_reason()
    {
        var own = typeof(Reasons).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.All(own, reason => Assert.Matches(UpperSnake(), reason));
        var theirs = Enum.GetValues<Refusal>()
            .Where(refusal => refusal != Refusal.None)
            .Select(refusal => RefusalTable.Of(refusal).Reason);
        Assert.Empty(own.Intersect(theirs));
        Assert.Equal(own.Count, own.Distinct().Count());
    }

    [Fact]
    public void Every_kind_of_entry_has_a_name() =>
        Assert.All(Enum.GetValues<EntryKind>(), kind => Assert.Matches(UpperSnake(), EntryKindName.Of(kind)));

    [GeneratedRegex("^[A-Z]+(_[A-Z]+)*$")]
    private static partial Regex UpperSnake();
}
