using Grpc.Core;

namespace Exchange.EndToEnd.Tests.Support;

/// <summary>
/// The price of Bitcoin, told again every second until the end: however long a busy machine takes, it is never too old
/// to trade at. There is one teller, so that no price comes out of order.
/// </summary>
internal sealed class Prices : IAsyncDisposable
{
    private const string Market = "BTC-USD";
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _enough = new();
    private readonly Task _telling;

    private Prices(Client client, string price) => _telling = Tell(client, price);

    /// <summary>Tells the first, which must be taken, and goes on telling.</summary>
    public static async Task<Prices> Start(Client client, string price)
    {
        await client.Publish(Market, price);
        return new Prices(client, price);
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _telling;
        _enough.Dispose();
    }

    private async Task Tell(Client client, string price)
    {
        while (true)
        {
            await Task.Delay(Period, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_enough.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await client.Publish(Market, price);
            }
            catch (Exception fault) when (fault is RpcException or InvalidOperationException)
            {
                // The exchange, or its database, is away; the next second may find it there.
            }
        }
    }
}
