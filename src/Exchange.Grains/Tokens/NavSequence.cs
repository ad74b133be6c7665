namespace Exchange.Grains.Tokens;

/// <summary>
/// Numbers net asset values so that no number repeats or falls whatever crashes: numbers are used only from blocks that
/// were reserved in durable state first; a crash skips the rest of its block.
/// </summary>
internal sealed class NavSequence(Func<long, Task> reserve)
{
    private const long Block = 1_000_000;
    private const long ReserveBelow = Block / 10;

    private long _last;
    private long _reserved;
    private Task _reserving = Task.CompletedTask;

    /// <summary>Reserves the first block after what any activation has ever reserved.</summary>
    public async Task Begin(long reservedBefore)
    {
        _last = reservedBefore;
        await reserve(reservedBefore + Block);
        _reserved = reservedBefore + Block;
    }

    /// <summary>The next number; false while storage does not give out a new block.</summary>
    public bool TryNext(out long sequence)
    {
        if (_reserved - _last < ReserveBelow && _reserving.IsCompleted)
        {
            _reserving = Extend();
        }

        sequence = _last;
        if (_last >= _reserved)
        {
            return false;
        }

        sequence = ++_last;
        return true;
    }

    private async Task Extend()
    {
        try
        {
            await reserve(_reserved + Block);
            _reserved += Block;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Numbers remain in the block; the next call tries again.
        }
    }
}
