namespace Exchange.Feeds;

/// <summary>
/// Numbers the ticks of one market: microseconds since 1970 of the event, raised by one where two events coincide.
/// Numbers taken from time go on rising after a restart, where a counter would begin again and be taken for old news.
/// </summary>
internal sealed class TickSequence
{
    private long _last;

    public long Next(DateTimeOffset eventTime)
    {
        var micros = (eventTime.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
        _last = Math.Max(_last + 1, micros);
        return _last;
    }
}
