using Exchange.Contracts.Tokens;

namespace Exchange.Gateway.Nav;

/// <summary>
/// One token as this gateway follows it: the latest update, and everyone who waits for the next. It is what the token
/// calls. Updates may come late, twice or out of order; only a higher sequence counts.
/// </summary>
internal sealed class NavTopic(string symbol) : INavObserver
{
    private readonly List<NavSlot> _slots = [];
    private readonly Lock _sync = new();
    private NavFrame? _latest;

    public string Symbol => symbol;

    /// <summary>The latest update; null before the first.</summary>
    public NavFrame? Latest => Volatile.Read(ref _latest);

    public Task OnNav(NavUpdate update)
    {
        Publish(update);
        return Task.CompletedTask;
    }

    /// <summary>Takes an update if it is newer, and wakes all who wait.</summary>
    public void Publish(NavUpdate update)
    {
        if (update.Symbol != symbol)
        {
            throw new InvalidOperationException($"An update of {update.Symbol} came to {symbol}.");
        }

        lock (_sync)
        {
            if (_latest is { } latest && update.Sequence <= latest.Sequence)
            {
                return;
            }

            Volatile.Write(ref _latest, NavFrame.Of(update));
            var skipped = 0;
            foreach (var slot in _slots)
            {
                skipped += slot.Raise() ? 0 : 1;
            }

            GatewayMetrics.NavUpdatesSkipped(skipped);
        }
    }

    /// <summary>Adds a waiter; it is woken at once if there is an update already.</summary>
    public void Add(NavSlot slot)
    {
        lock (_sync)
        {
            slot.Index = _slots.Count;
            _slots.Add(slot);
            if (_latest is not null)
            {
                slot.Raise();
            }
        }
    }

    /// <summary>Removes a waiter; the last one takes its place, for thousands may leave at once.</summary>
    public void Remove(NavSlot slot)
    {
        lock (_sync)
        {
            var last = _slots[^1];
            _slots[slot.Index] = last;
            last.Index = slot.Index;
            _slots.RemoveAt(_slots.Count - 1);
        }
    }
}
