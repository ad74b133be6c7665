namespace Grpc.AspNetCore.Server;

/// <summary>
/// An object for one call: disposed of after it if it was made for it, left alone if the container owns it.
/// </summary>
internal readonly struct Lease<T>(T instance, bool owned) : IAsyncDisposable
    where T : class
{
    public T Instance { get; } = instance;

    public ValueTask DisposeAsync()
    {
        if (!owned)
            return default;
        if (Instance is IAsyncDisposable asynchronous)
            return asynchronous.DisposeAsync();
        (Instance as IDisposable)?.Dispose();
        return default;
    }
}
