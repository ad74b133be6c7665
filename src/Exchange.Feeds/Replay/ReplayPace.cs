namespace Exchange.Feeds.Replay;

/// <summary>
/// Holds a replay back to its speed. Every wait is reckoned from the start, so that the errors of single waits do not
/// add up, and a reader that fell behind catches up.
/// </summary>
internal sealed class ReplayPace(double speed, DateTimeOffset start, TimeProvider wall)
{
    /// <summary>A timer cannot wait for ever; a long gap in the data is waited for in pieces.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromHours(1);

    private long? _began;

    public async ValueTask WaitAsync(DateTimeOffset eventTime, CancellationToken cancellationToken)
    {
        if (speed == 0)
            return;

        _began ??= wall.GetTimestamp();
        var due = (eventTime - start) / speed;
        while (due - wall.GetElapsedTime(_began.Value) is var left && left > TimeSpan.Zero)
            await Task.Delay(left < WaitMax ? left : WaitMax, wall, cancellationToken);
    }
}
