using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Bundled.Storage;

/// <summary>
/// A state of an activation. Its operations run one after the other; a write or clear that has not begun serves every
/// caller that asks for it meanwhile, and writes the state as it is when it begins.
/// </summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>
{
    private readonly string _name;
    private readonly GrainId _grain;
    private readonly IGrainStorage _store;
    private readonly GrainState<TState> _record = new(StateActivator.Create<TState>());
    private StateOperation? _last;
    private bool _isRead;

    public PersistentState(string name, IGrainContext context, IGrainStorage store)
    {
        _name = name;
        _grain = context.GrainId;
        _store = store;
        context.ObservableLifecycle.Subscribe(
            name, GrainLifecycleStage.SetupState, token => _isRead ? Task.CompletedTask : ReadStateAsync(token));
    }

    public TState State
    {
        get => _record.State!;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _isRead
        ? _record.RecordExists
        : throw new InvalidOperationException("State has not yet been loaded");

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) =>
        Queue(StateOperationKind.Read, cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        Queue(StateOperationKind.Write, cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        Queue(StateOperationKind.Clear, cancellationToken);

    private Task Queue(StateOperationKind kind, CancellationToken cancellation)
    {
        if (_last is { } last && last.Serves(kind, cancellation)) return last.Task;
        var operation = new StateOperation(kind, _last, cancellation);
        operation.Task = RunAsync(operation);
        _last = operation;
        return operation.Task;
    }

    private async Task RunAsync(StateOperation operation)
    {
        await Task.CompletedTask.ConfigureAwait(
            ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            var isDone = await operation.WaitForPreviousAsync();
            if (!isDone) await ApplyAsync(operation);
            _isRead |= operation.Kind == StateOperationKind.Read;
        }
        finally
        {
            if (ReferenceEquals(_last, operation)) _last = null;
        }
    }

    private async Task ApplyAsync(StateOperation operation)
    {
        try
        {
            await (operation.Kind switch
            {
                StateOperationKind.Read => _store.ReadStateAsync(_name, _grain, _record, operation.Cancellation),
                StateOperationKind.Write => _store.WriteStateAsync(_name, _grain, _record, operation.Cancellation),
                _ => _store.ClearStateAsync(_name, _grain, _record, operation.Cancellation),
            });
        }
        catch (OperationCanceledException) when (operation.Cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not OrleansException)
        {
            throw new OrleansException(
                $"Error from storage provider {_store.GetType().Name}.{_name}"
                + $" during {operation.Kind} for grain {_grain}",
                exception);
        }
    }
}

/// <summary>Makes states, in the store that their attribute names.</summary>
internal sealed class PersistentStateFactory : IPersistentStateFactory
{
    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config)
    {
        var services = context.ActivationServices;
        var store = string.IsNullOrWhiteSpace(config.StorageName)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(config.StorageName);
        return store is null
            ? throw new BadProviderConfigException(
                $"No storage provider \"{config.StorageName}\" found loading grain type {context.GrainId.Type}.")
            : new PersistentState<TState>(config.StateName, context, store);
    }
}
