using Exchange.Contracts.Markets;
using Exchange.Feeds;
using Exchange.Silo.Feeding;

namespace Exchange.Silo.Clustering;

/// <summary>
/// In a cluster one silo reads the prices: the one with the lease. It renews every second and stops by itself when it
/// could not in time, before another begins; one that goes down in order gives the lease back. Should two read for a
/// moment after all, a market refuses the prices that are older than what it has.
/// </summary>
internal sealed partial class FeedDuty(
    FeedPump pump,
    IPriceSource source,
    IGrainFactory grains,
    ILocalSiloDetails silo,
    ILogger<FeedDuty> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(IFeedLeaseGrain.DurationSeconds);

    private readonly string _self = silo.SiloAddress.ToString();
    private CancellationTokenSource? _held;
    private Task _pumping = Task.CompletedTask;

    private IFeedLeaseGrain Lease => grains.GetGrain<IFeedLeaseGrain>(source.Name);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            do
            {
                await Renew();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            await End();
        }
    }

    private async Task Renew()
    {
        // What is granted counts from before it was asked for.
        var until = TimeProvider.System.GetUtcNow() + Duration;
        try
        {
            if (!await Lease.Acquire(_self))
            {
                await Stop();
                return;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What is held runs out by itself.
            LogNotRenewed(exception.Message);
            return;
        }

        var left = until - TimeProvider.System.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return;
        }

        if (_held is null or { IsCancellationRequested: true })
        {
            await Stop();
            LogTaken(source.Name);
            _held = new CancellationTokenSource();
            _pumping = Pump(_held.Token);
        }

        _held.CancelAfter(left);
    }

    // Never on the caller's time: a source may begin with a wait.
    private async Task Pump(CancellationToken held)
    {
        await Task.Yield();
        try
        {
            await pump.PumpAsync(held);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            LogLeft(source.Name);
        }
    }

    private async Task Stop()
    {
        if (_held is not null)
        {
            await _held.CancelAsync();
            await _pumping;
            _held.Dispose();
            _held = null;
        }
    }

    private async Task End()
    {
        var had = _held is not null;
        await Stop();
        try
        {
            await (had ? Lease.Release(_self) : Task.CompletedTask);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It runs out by itself.
            LogNotRenewed(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "This silo reads the feed '{Name}' from now on")]
    private partial void LogTaken(string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "This silo no longer reads the feed '{Name}'")]
    private partial void LogLeft(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of the feed was not renewed: {Fault}")]
    private partial void LogNotRenewed(string fault);
}
