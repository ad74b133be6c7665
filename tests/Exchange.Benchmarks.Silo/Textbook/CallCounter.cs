using System.Collections.Concurrent;
using Exchange.Silo;
using Microsoft.Extensions.Hosting;

namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>Counts the calls that grains get, and writes them down when the silo stops.</summary>
internal sealed class CallCounter(SiloOptions options) : IIncomingGrainCallFilter, IHostedService
{
    /// <summary>In the data folder: a line for each method, its name and how often it was called.</summary>
    public const string FileName = "grain-calls.csv";

    private readonly ConcurrentDictionary<string, long> _calls = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        var method = context.InterfaceMethod;
        _calls.AddOrUpdate($"{method.DeclaringType?.Name}.{method.Name}", 1, static (_, count) => count + 1);
        return context.Invoke();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => File.WriteAllLinesAsync(
        Path.Combine(options.DataPath, FileName),
        _calls.Select(each => $"{each.Key},{each.Value}"),
        cancellationToken);
}
