using System.CommandLine;
using Exchange.Cli.Output;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>funding</c>: applies a funding rate to every token of a market.</summary>
internal static class FundingCommand
{
    private static readonly Column[] Columns = [Column.Word("TOKEN"), Column.Number("PAID")];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var market = Shared.Market();
        var rate = new Argument<string>("RATE") { Description = "The rate of the period: above zero, longs pay." };
        // Two periods must never share an id nor one have two, so the id is the operator's to choose.
        var id = new Option<string>("--id")
        {
            Description = "The period's id, such as 2026-01-01T08: the same id again does nothing.",
            Required = true,
        };
        return new Command("funding", "Apply a funding rate to a market (operator).") { market, rate, id }
            .Does(async call =>
            {
                var request = new ApplyFundingRequest
                {
                    Market = call.Get(market),
                    Rate = call.Get(rate),
                    FundingId = call.IdOrNew(id),
                };
                var answer = await call.Operator.ApplyFundingAsync(request, call.Options);
                return call.Show(answer, printer =>
                    printer.Table(Columns, answer.Payments.Select(payment => new[] { payment.Symbol, payment.Paid })));
            });
    }
}
