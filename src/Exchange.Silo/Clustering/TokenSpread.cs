using Exchange.Contracts.Tokens;

namespace Exchange.Silo.Clustering;

/// <summary>
/// A silo that joins has no tokens: those that are awake stay where they are. Once it is known to all it asks them to
/// let go, and each is placed anew among all silos by its next mark, an instant later.
/// </summary>
internal sealed partial class TokenSpread(IGrainFactory grains, ILogger<TokenSpread> logger) : BackgroundService
{
    /// <summary>By then every silo has heard what the new one can do.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Pause, stoppingToken);
        try
        {
            foreach (var symbol in await grains.GetGrain<IListingGrain>(IListingGrain.Key).List())
            {
                await grains.GetGrain<ITokenGrain>(symbol).StandDown();
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // They work where they are; only the load is less even.
            LogNotSpread(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tokens were not spread over the silos: {Fault}")]
    private partial void LogNotSpread(string fault);
}
