namespace Exchange.Feeds.Replay;

/// <summary>
/// Tells how long each bar lasts, which no file says. The usual distance between the first bars counts, not the
/// distance to the next: a weekend or a gap in the data would otherwise stretch the bar before it.
/// </summary>
internal static class TimedBars
{
    private const int WindowLength = 32;

    /// <summary>What a bar lasts that has no neighbour to tell.</summary>
    private static readonly TimeSpan LengthAlone = TimeSpan.FromHours(1);

    public static IEnumerable<(Bar Bar, TimeSpan Length)> Read(IEnumerable<Bar> bars)
    {
        using var more = bars.GetEnumerator();
        var window = new Queue<Bar>(WindowLength);
        while (window.Count < WindowLength && more.MoveNext())
            window.Enqueue(more.Current);

        var length = UsualLength(window);
        while (window.TryDequeue(out var bar))
        {
            if (more.MoveNext())
                window.Enqueue(more.Current);

            // A bar that comes early cuts the one before it short, so that time never falls.
            var cut = window.TryPeek(out var next) && next.OpenTime - bar.OpenTime < length;
            yield return (bar, cut ? next.OpenTime - bar.OpenTime : length);
        }
    }

    private static TimeSpan UsualLength(Queue<Bar> window)
    {
        var gaps = window.Zip(window.Skip(1), (bar, next) => next.OpenTime - bar.OpenTime).Order().ToArray();
        return gaps.Length == 0 ? LengthAlone : gaps[(gaps.Length - 1) / 2];
    }
}
