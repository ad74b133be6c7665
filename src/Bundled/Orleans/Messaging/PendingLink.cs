using Orleans.Bundled.Calls;

namespace Orleans.Bundled.Messaging;

/// <summary>A pending call's place in the list of its shard.</summary>
internal sealed class PendingLink(PendingShard shard, long due)
{
    public long Due { get; } = due;

    public PendingLink? Previous { get; set; }

    public PendingLink? Next { get; set; }

    public Call? Call { get; set; }

    public void Remove(Call call)
    {
        shard.Remove(this);
        call.Pending = null;
    }
}

/// <summary>Some of the pending calls; several shards, so that processors seldom meet.</summary>
internal sealed class PendingShard
{
    private readonly Lock _lock = new();
    private PendingLink? _first;

    public bool IsEmpty => Volatile.Read(ref _first) is null;

    public void Add(PendingLink link)
    {
        lock (_lock)
        {
            link.Next = _first;
            if (_first is not null) _first.Previous = link;
            _first = link;
        }
    }

    public void Remove(PendingLink link)
    {
        lock (_lock)
        {
            if (link.Call is null) return;
            link.Call = null;
            if (link.Previous is null) _first = link.Next;
            else link.Previous.Next = link.Next;
            if (link.Next is not null) link.Next.Previous = link.Previous;
        }
    }

    public void CollectDue(long now, List<Call> due)
    {
        lock (_lock)
        {
            for (var link = _first; link is not null; link = link.Next)
            {
                if (link.Due <= now && link.Call is { } call) due.Add(call);
            }
        }
    }
}
