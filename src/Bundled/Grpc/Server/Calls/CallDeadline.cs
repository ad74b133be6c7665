using Grpc.Wire;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Ends a call when its time is up, unless the call ends first. Which came first is settled once.</summary>
internal sealed class CallDeadline : IAsyncDisposable
{
    private const int Running = 0;
    private const int Ended = 1;
    private const int Expired = 2;

    private readonly CancellationTokenSource _cancellation;
    private readonly TaskCompletionSource _expiry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<Task> _expire;
    private readonly ILogger _logger;
    private readonly DeadlineTimer _timer;
    private int _state = Running;

    /// <summary>Prepares; nothing happens before <see cref="Start"/>.</summary>
    /// <param name="timeout">How long.</param>
    /// <param name="expire">Tells the client that its time is up.</param>
    /// <param name="logger">Where an error in the telling goes: nobody waits for it.</param>
    /// <param name="aborted">Cancelled when the client goes away; then so is the call.</param>
    public CallDeadline(TimeSpan timeout, Func<Task> expire, ILogger logger, CancellationToken aborted)
    {
        var now = DateTime.UtcNow;
        Time = timeout < DateTime.MaxValue - now ? now + timeout : DateTime.MaxValue;
        _expire = expire;
        _logger = logger;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Cancellation = _cancellation.Token;
        _timer = new DeadlineTimer(Time, OnTime);
    }

    /// <summary>UTC.</summary>
    public DateTime Time { get; }

    /// <summary>Cancelled when the time is up or the client is gone.</summary>
    public CancellationToken Cancellation { get; }

    public bool IsExpired => Volatile.Read(ref _state) == Expired;

    public void Start() => _timer.Start();

    /// <summary>
    /// The call is over: stops waiting, or, if the time was up first, waits until the client has been told.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.CompareExchange(ref _state, Ended, Running) == Expired)
            await _expiry.Task;
        await _timer.DisposeAsync();
        _cancellation.Dispose();
    }

    private void OnTime()
    {
        if (Interlocked.CompareExchange(ref _state, Expired, Running) == Running)
            _ = ExpireAsync();
    }

    private async Task ExpireAsync()
    {
        try
        {
            await _expire();
            await _cancellation.CancelAsync();
        }
        catch (Exception exception)
        {
            // The response broke, or a callback of the handler's threw: either way the call must still end.
            ServerLog.DeadlineFailed(_logger, exception);
        }
        finally
        {
            _expiry.TrySetResult();
        }
    }
}
