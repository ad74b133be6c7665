using Exchange.EndToEnd.Tests.Support;

namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>One process of a cluster, which can be started again where it was.</summary>
internal sealed class Member(
    string name, byte[] key, string said, string[] arguments, string? space = null) : IDisposable
{
    private SiloProcess? _process;

    public string Name => name;

    /// <summary>The process that runs now.</summary>
    public SiloProcess Process => _process ?? throw new InvalidOperationException($"{name} does not run.");

    /// <summary>What it had to say since it was started last.</summary>
    public string Log => _process?.Log() ?? "it does not run";

    /// <summary>Starts it; it is ready then.</summary>
    /// <param name="build">A silo of another build; null: the one that was built with the tests.</param>
    public async Task Start(string? build = null)
    {
        _process?.Dispose();
        _process = null;
        _process = await SiloProcess.Join(build ?? SiloProcess.Assembly(), key, said, arguments, space);
    }

    public void Dispose() => _process?.Dispose();
}
