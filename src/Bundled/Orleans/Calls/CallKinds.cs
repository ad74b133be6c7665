namespace Orleans.Bundled.Calls;

/// <summary>A call of a method that returns <see cref="Task{T}"/>.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
/// <param name="method">The method.</param>
public abstract class TaskCall<T>(CallMethod method) : Call<T>(method)
{
    /// <summary>Makes the call.</summary>
    protected abstract Task<T> Invoke(object target);

    internal override void Start(object instance)
    {
        Task<T> task;
        try
        {
            task = Invoke(instance);
        }
#pragma warning disable CA1031 // Whatever the grain throws is its answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fault(exception);
            return;
        }

        Watch(task);
    }

    private protected override T ResultOf(Task task) => ((Task<T>)task).Result;

    private protected override Task<T> InvokeBoxed(object target) => Invoke(target);
}

/// <summary>A call of a method that returns <see cref="Task"/>.</summary>
/// <param name="method">The method.</param>
public abstract class TaskCall(CallMethod method) : Call<Nothing>(method)
{
    /// <summary>Makes the call.</summary>
    protected abstract Task Invoke(object target);

    internal override void Start(object instance)
    {
        Task task;
        try
        {
            task = Invoke(instance);
        }
#pragma warning disable CA1031 // Whatever the grain throws is its answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fault(exception);
            return;
        }

        Watch(task);
    }

    private protected override Nothing ResultOf(Task task) => default;

    private protected override async Task<Nothing> InvokeBoxed(object target)
    {
        await Invoke(target);
        return default;
    }
}

/// <summary>A call of a method that returns <see cref="ValueTask{T}"/>.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
/// <param name="method">The method.</param>
public abstract class ValueTaskCall<T>(CallMethod method) : Call<T>(method)
{
    /// <summary>Makes the call.</summary>
    protected abstract ValueTask<T> Invoke(object target);

    internal override void Start(object instance)
    {
        ValueTask<T> task;
        try
        {
            task = Invoke(instance);
        }
#pragma warning disable CA1031 // Whatever the grain throws is its answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fault(exception);
            return;
        }

        if (task.IsCompletedSuccessfully) Done(task.Result);
        else Watch(task.AsTask());
    }

    private protected override T ResultOf(Task task) => ((Task<T>)task).Result;

    private protected override Task<T> InvokeBoxed(object target) => Invoke(target).AsTask();
}

/// <summary>A call of a method that returns <see cref="ValueTask"/>.</summary>
/// <param name="method">The method.</param>
public abstract class ValueTaskCall(CallMethod method) : TaskCall(method)
{
    /// <summary>Makes the call.</summary>
    protected abstract ValueTask InvokeValue(object target);

    /// <inheritdoc/>
    protected sealed override Task Invoke(object target) => InvokeValue(target).AsTask();
}

/// <summary>A call of an observer's method that returns nothing.</summary>
/// <param name="method">The method.</param>
public abstract class VoidCall(CallMethod method) : TaskCall(method)
{
    /// <summary>Makes the call.</summary>
    protected abstract void InvokeVoid(object target);

    /// <inheritdoc/>
    protected sealed override Task Invoke(object target)
    {
        InvokeVoid(target);
        return Task.CompletedTask;
    }
}
