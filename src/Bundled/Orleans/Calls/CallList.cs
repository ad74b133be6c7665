namespace Orleans.Bundled.Calls;

/// <summary>Calls that wait for their turn, in order; linked through the calls themselves.</summary>
internal struct CallList
{
    private Call? _first;
    private Call? _last;

    public readonly bool IsEmpty => _first is null;

    public readonly Call? First => _first;

    public void Append(Call call)
    {
        call.NextWaiting = null;
        if (_last is null) _first = call;
        else _last.NextWaiting = call;
        _last = call;
    }

    /// <summary>Takes a call out; <paramref name="before"/> is the one before it, or null for the first.</summary>
    public void Remove(Call call, Call? before)
    {
        if (before is null) _first = call.NextWaiting;
        else before.NextWaiting = call.NextWaiting;
        if (ReferenceEquals(_last, call)) _last = before;
        call.NextWaiting = null;
    }

    /// <summary>Takes all, first to last.</summary>
    public Call? TakeAll()
    {
        var first = _first;
        _first = _last = null;
        return first;
    }
}
