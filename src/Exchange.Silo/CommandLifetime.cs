namespace Exchange.Silo;

/// <summary>
/// Leaves SIGTERM and SIGINT to the command line, whose token stops the host: were there two that heard them, a signal
/// that comes early would tear down what is half started.
/// </summary>
internal sealed class CommandLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
