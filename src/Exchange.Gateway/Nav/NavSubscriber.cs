using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Exchange.Gateway.Nav;

/// <summary>One stream of net asset values. One slot per token waits for it, never a queue of updates.</summary>
/// <param name="resumeAfter">The last sequence already seen, per symbol.</param>
internal sealed class NavSubscriber(IReadOnlyDictionary<string, long> resumeAfter)
{
    private readonly Channel<NavSlot> _ready = Channel.CreateUnbounded<NavSlot>(
        new UnboundedChannelOptions { SingleReader = true });

    private readonly List<NavSlot> _slots = [];

    /// <summary>Follows a token. Called under the lock of the hub.</summary>
    public void Attach(NavTopic topic)
    {
        var slot = new NavSlot(topic, this, resumeAfter.GetValueOrDefault(topic.Symbol, long.MinValue));
        _slots.Add(slot);
        topic.Add(slot);
    }

    /// <summary>Follows nothing any more. Called under the lock of the hub.</summary>
    public void Detach()
    {
        foreach (var slot in _slots)
        {
            slot.Topic.Remove(slot);
        }

        _slots.Clear();
    }

    /// <summary>Puts a slot where the reader looks next.</summary>
    public void Wake(NavSlot slot) => _ready.Writer.TryWrite(slot);

    /// <summary>Updates as they come, the latest of each token alone, until cancelled. For one reader.</summary>
    public async IAsyncEnumerable<NavFrame> ReadAsync([EnumeratorCancellation] CancellationToken stopping)
    {
        // Not ReadAllAsync, which leaves the scheduler that it is called on.
        while (await _ready.Reader.WaitToReadAsync(stopping))
        {
            while (_ready.Reader.TryRead(out var slot))
            {
                if (slot.Take() is { } frame)
                {
                    yield return frame;
                }
            }
        }
    }
}
