using Exchange.Contracts.Tokens;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Silo;

/// <summary>
/// At the first start lists the tokens that every newcomer looks for; at every start wakes all there are. Silos that
/// start together do it all at once: each step does nothing the second time.
/// </summary>
public sealed partial class Listings(
    SiloOptions options, IGrainFactory grains, ILogger<Listings> logger) : IHostedService
{
    private const int AttemptsMax = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly (string Symbol, string Market, int Leverage)[] First =
    [
        ("BTC2L", "BTC-USD", 2), ("BTC3L", "BTC-USD", 3), ("BTC3S", "BTC-USD", -3),
        ("ETH2S", "ETH-USD", -2), ("ETH3L", "ETH-USD", 3), ("ETH3S", "ETH-USD", -3),
    ];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ListAndWake();
                return;
            }
            catch (Exception exception) when (attempt < AttemptsMax && exception is not OutOfMemoryException)
            {
                // A silo of the cluster may be going down with one of them at this moment.
                LogNotListed(exception.Message);
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ListAndWake()
    {
        var listed = await grains.GetGrain<IListingGrain>(IListingGrain.Key).List();

        // Each by itself, so that a first start that was cut off is finished by the second.
        foreach (var (symbol, market, leverage) in First.Where(token => !listed.Contains(token.Symbol)))
        {
            await grains.GetGrain<ITokenGrain>(symbol).Create(Terms(symbol, market, leverage));
        }

        await Task.WhenAll(listed.Select(symbol => grains.GetGrain<ITokenGrain>(symbol).Get()));
    }

    private TokenTerms Terms(string symbol, string market, int leverage)
    {
        var terms = TokenTerms.Usual(symbol, market, Amount.FromInteger(leverage));
        return terms with
        {
            StalenessLimitSeconds = options.StalenessLimitSeconds,
            LeverageMax = options.Interim ? terms.LeverageMax : Amount.Zero,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tokens are not all awake, to be tried again: {Fault}")]
    private partial void LogNotListed(string fault);
}
