using System.CommandLine;
using System.Globalization;
using Exchange.V1;
using Google.Protobuf.WellKnownTypes;

namespace Exchange.Cli.Commands;

/// <summary><c>publish</c>: publishes one price of a market, as a feed or the operator.</summary>
internal static class PublishCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var market = Shared.Market();
        var price = new Argument<string>("PRICE") { Description = "The price." };
        var source = new Option<string>("--source") { Description = "Who says so.", DefaultValueFactory = _ => "cli" };
        var sequence = new Option<long>("--sequence") { Description = "The source's number of it. Default: none." };
        return new Command("publish", "Publish one price (feed or operator).") { market, price, source, sequence }
            .Does(async call =>
            {
                using var stream = call.Operator.PublishPrices(call.Options);
                await stream.RequestStream.WriteAsync(new PublishPricesRequest
                {
                    Market = call.Get(market),
                    Price = call.Get(price),
                    EventTime = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
                    Sequence = call.Get(sequence),
                    Source = call.Get(source),
                });
                await stream.RequestStream.CompleteAsync();
                var answer = await stream.ResponseAsync;
                call.Show(answer, printer => printer.Details(
                    ("accepted", answer.Accepted.ToString(CultureInfo.InvariantCulture)),
                    ("refused", answer.Refused.ToString(CultureInfo.InvariantCulture))));
                if (answer.Refused == 0)
                    return ExitCode.Done;
                var reason = answer.RefusedByReason.Keys.FirstOrDefault("UNKNOWN");
                return Failure.Say(ExitCode.Refused, $"refused: {reason}: the price was not taken");
            });
    }
}
