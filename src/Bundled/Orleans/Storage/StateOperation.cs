using System.Runtime.CompilerServices;

namespace Orleans.Bundled.Storage;

/// <summary>What is done with a stored state.</summary>
internal enum StateOperationKind
{
    /// <summary>Read.</summary>
    Read,

    /// <summary>Write.</summary>
    Write,

    /// <summary>Clear.</summary>
    Clear,
}

/// <summary>An operation on a stored state, queued behind the one before it.</summary>
internal sealed class StateOperation(
    StateOperationKind kind, StateOperation? previous, CancellationToken cancellation)
{
    private StateOperation? _previous = previous;
    private bool _isStarted;

    public StateOperationKind Kind { get; } = kind;

    public CancellationToken Cancellation { get; } = cancellation;

    public Task Task { get; set; } = Task.CompletedTask;

    /// <summary>Whether a new request for the same is served by this one.</summary>
    public bool Serves(StateOperationKind kind, CancellationToken cancellation) =>
        kind == Kind && kind != StateOperationKind.Read && !_isStarted
        && !cancellation.CanBeCanceled && !Cancellation.CanBeCanceled;

    /// <summary>Waits for the one before.</summary>
    /// <returns>Whether that one has done what this one is for: the state in memory is the stored one.</returns>
    public async Task<bool> WaitForPreviousAsync()
    {
        var done = false;
        if (_previous is { } before)
        {
            await before.Task.ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            var isRepeat = Kind == StateOperationKind.Read
                || (Kind == StateOperationKind.Clear && before.Kind == StateOperationKind.Clear);
            done = isRepeat && before.Task.IsCompletedSuccessfully;
            _previous = null;
        }

        _isStarted = true;
        return done;
    }
}

/// <summary>Makes empty states.</summary>
internal static class StateActivator
{
    public static T Create<T>()
    {
        if (typeof(T).IsValueType) return default!;
        return typeof(T).GetConstructor(Type.EmptyTypes) is null
            ? (T)RuntimeHelpers.GetUninitializedObject(typeof(T))
            : Activator.CreateInstance<T>();
    }
}
