using Exchange.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Exchange.Benchmarks.Orders;

/// <summary>Publishes a price of the market every second, so that marks move and none grows stale.</summary>
internal sealed class PriceTicker : IAsyncDisposable
{
    public const string Market = "BENCH-USD";
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly string[] Prices = ["65123.45678901", "65129.12345678", "65120.98765432"];

    private readonly AsyncClientStreamingCall<PublishPricesRequest, PublishPricesResponse> _call;
    private readonly PeriodicTimer _timer = new(Period);
    private readonly Task _running;

    public PriceTicker(OperatorService.OperatorServiceClient client, Metadata headers)
    {
        _call = client.PublishPrices(headers);
        _running = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _running;
        _call.Dispose();
    }

    private async Task RunAsync()
    {
        var sequence = 0;
        do
        {
            await _call.RequestStream.WriteAsync(new PublishPricesRequest
            {
                Market = Market,
                Price = Prices[sequence % Prices.Length],
                EventTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow),
                Sequence = ++sequence,
                Source = "benchmark",
            });
        }
        while (await _timer.WaitForNextTickAsync());

        await _call.RequestStream.CompleteAsync();
        var answer = await _call;
        if (answer.Refused > 0)
        {
            throw new InvalidOperationException($"Prices of the benchmark were refused: {answer.RefusedByReason}");
        }
    }
}
