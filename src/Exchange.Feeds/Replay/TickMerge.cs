using Exchange.Domain.Markets;

namespace Exchange.Feeds.Replay;

/// <summary>Merges streams of ticks, each in the order of time, into batches of one instant.</summary>
internal static class TickMerge
{
    /// <summary>Within a batch the ticks stand in the order of the streams: every replay is the same.</summary>
    public static IEnumerable<IReadOnlyList<PriceTick>> Batches(IReadOnlyList<IEnumerable<PriceTick>> streams)
    {
        var open = new List<IEnumerator<PriceTick>>(streams.Count);
        try
        {
            var heads = new PriorityQueue<int, (DateTimeOffset Time, int Stream)>();
            for (var stream = 0; stream < streams.Count; stream++)
            {
                open.Add(streams[stream].GetEnumerator());
                Advance(open, heads, stream);
            }

            while (heads.TryPeek(out _, out var first))
            {
                var batch = new List<PriceTick>(streams.Count);
                while (heads.TryPeek(out var stream, out var head) && head.Time == first.Time)
                {
                    heads.Dequeue();
                    batch.Add(open[stream].Current);
                    Advance(open, heads, stream);
                }

                yield return batch;
            }
        }
        finally
        {
            foreach (var stream in open)
                stream.Dispose();
        }
    }

    private static void Advance(
        List<IEnumerator<PriceTick>> open, PriorityQueue<int, (DateTimeOffset, int)> heads, int stream)
    {
        if (open[stream].MoveNext())
            heads.Enqueue(stream, (open[stream].Current.EventTime, stream));
    }
}
