namespace Exchange.Silo.Health;

/// <summary>
/// Whether something answers. However many ask, it is asked once a second, with one question at a time.
/// </summary>
/// <param name="limit">How long it may take to answer.</param>
internal abstract class Probe(TimeProvider clock, TimeSpan limit)
{
    public static readonly TimeSpan LimitUsual = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<bool>? _answer;
    private Task _question = Task.CompletedTask;
    private long _askedAt;

    /// <summary>At most as old as <see cref="Freshness"/>.</summary>
    public Task<bool> IsReachable()
    {
        lock (_gate)
        {
            var isOld = _answer is { IsCompleted: true } && clock.GetElapsedTime(_askedAt) >= Freshness;
            if (_answer is null || isOld)
            {
                _askedAt = clock.GetTimestamp();

                // A question that hangs beyond its limit is an answer too, and no reason to ask another.
                _answer = _question.IsCompleted ? Ask() : Task.FromResult(false);
            }

            return _answer;
        }
    }

    /// <summary>Asks something cheap.</summary>
    protected abstract Task Question(CancellationToken cancellation);

    /// <summary>Whether it failed because it cannot be reached.</summary>
    protected abstract bool IsAway(Exception exception);

    private async Task<bool> Ask()
    {
        var stop = new CancellationTokenSource(limit, clock);
        var question = Task.Run(() => Question(stop.Token));
        _question = question;
        try
        {
            await question.WaitAsync(limit, clock);
            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException
            || IsAway(exception))
        {
            return false;
        }
    }
}
