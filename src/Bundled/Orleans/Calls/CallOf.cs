using System.Runtime.CompilerServices;
using Orleans.Serialization.Invocation;

namespace Orleans.Bundled.Calls;

/// <summary>A call whose result has a type.</summary>
/// <typeparam name="T">The type; <see cref="Nothing"/> if the method has no result.</typeparam>
/// <param name="method">The method.</param>
public abstract class Call<T>(CallMethod method) : Call(method)
{
    private TaskCompletionSource<T>? _promise;
    private Task? _running;
    private T? _result;

    internal override bool IsSettled => _promise is { Task.IsCompleted: true };

    /// <inheritdoc/>
    public sealed override async ValueTask<Response> Invoke() => Response.FromResult(await InvokeBoxed(GetTarget()!));

    // Answers that a courier brings come in nobody's turn, and what follows must not go to the thread pool: what is
    // joined to a promise by Task.WhenAll or WaitAsync would, if the promise were to run it asynchronously.
    internal Task<T> Promise() => (_promise = new TaskCompletionSource<T>(
        From?.Courier is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None)).Task;

    internal sealed override void Take(Response response)
    {
        if (response.Exception is { } exception) Failure = exception;
        else if (typeof(T) != typeof(Nothing)) _result = response.GetResult<T>();
    }

    internal sealed override void Settle()
    {
        Pending?.Remove(this);
        Cancellation?.Release();
        if (_promise is not { } promise) return;
        if (Failure is { } failure) promise.TrySetException(failure);
        else promise.TrySetResult(_result!);
    }

    /// <summary>For filters: the call as a task.</summary>
    private protected abstract Task<T> InvokeBoxed(object target);

    private protected void Done(T result)
    {
        _result = result;
        Finish();
    }

    private protected void Fault(Exception exception)
    {
        Failure = exception;
        Finish();
    }

    /// <summary>Comes back in a turn when the method's task has ended.</summary>
    private protected void Watch(Task? task)
    {
        if (task is null)
        {
            Fault(new InvalidOperationException($"{Method} returned null instead of a task."));
            return;
        }

        _running = task;
        if (task.IsCompleted) Harvest();
        else task.GetAwaiter().UnsafeOnCompleted(Harvest);
    }

    private protected abstract T ResultOf(Task task);

    private void Harvest()
    {
        var task = _running!;
        _running = null;
        if (task.IsCompletedSuccessfully) _result = ResultOf(task);
        else Failure = ExceptionOf(task);
        Finish();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exception ExceptionOf(Task task) => task.Exception is { } faults
        ? faults.InnerExceptions.Count == 1 ? faults.InnerException! : faults
        : new TaskCanceledException(task);
}

/// <summary>The result of a method that has none.</summary>
public readonly struct Nothing;
