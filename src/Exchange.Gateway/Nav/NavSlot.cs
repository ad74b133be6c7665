namespace Exchange.Gateway.Nav;

/// <summary>
/// What one subscriber waits for of one token. It holds no updates, only how far the subscriber is: whoever is slow
/// finds the latest when it comes back and skips what was between.
/// </summary>
/// <param name="sent">The sequence up to which nothing is sent.</param>
internal sealed class NavSlot(NavTopic topic, NavSubscriber subscriber, long sent)
{
    private int _raised;
    private long _sent = sent;

    public NavTopic Topic => topic;

    /// <summary>Its place in the list of the topic; the topic's alone.</summary>
    public int Index { get; set; }

    /// <summary>Tells the subscriber that there is something; once until it has looked.</summary>
    /// <returns>False: it was told before and has not looked yet, so that it skips an update.</returns>
    public bool Raise()
    {
        if (Interlocked.Exchange(ref _raised, 1) != 0)
        {
            return false;
        }

        subscriber.Wake(this);
        return true;
    }

    /// <summary>The latest update, if the subscriber has not had it. For the one reader of the subscriber.</summary>
    public NavFrame? Take()
    {
        // Lowered before the look: an update that comes in between raises it again and is found then.
        Interlocked.Exchange(ref _raised, 0);
        if (topic.Latest is not { } frame || frame.Sequence <= _sent)
        {
            return null;
        }

        _sent = frame.Sequence;
        return frame;
    }
}
