using Exchange.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Bundled.Silos;
using Orleans.Bundled.Simulation;

namespace Exchange.Simulator.Cluster;

/// <summary>One life of one silo, from its start to its end.</summary>
internal sealed class SiloLife(int slot, int number, SimulatedProcess process) : IDisposable
{
    private readonly CancellationTokenSource _lost = new();
    private ServiceProvider _services = null!;

    /// <summary>Which of the machines it runs on.</summary>
    public int Slot { get; } = slot;

    /// <summary>Which life of that machine it is.</summary>
    public int Number { get; } = number;

    public SimulatedProcess Process { get; } = process;

    public Silo Silo { get; private set; } = null!;

    public ILedger Ledger { get; private set; } = null!;

    /// <summary>What clients of this silo's gateway use.</summary>
    public IGrainFactory Grains => Client;

    public IClusterClient Client { get; private set; } = null!;

    /// <summary>Takes new grains and clients.</summary>
    public bool IsUp { get; set; }

    /// <summary>The others have given it up: whatever it does now it does as a zombie.</summary>
    public bool IsEvicted { get; set; }

    /// <summary>Clients lose their connection to it.</summary>
    public CancellationToken Lost => _lost.Token;

    public void Open(ServiceProvider services, ILedger ledger)
    {
        (_services, Ledger) = (services, ledger);
        Silo = services.GetRequiredService<Silo>();
        Client = services.GetRequiredService<IClusterClient>();
    }

    public Task StartAsync() => Service().StartAsync(CancellationToken.None);

    public Task StopAsync() => Service().StopAsync(CancellationToken.None);

    /// <summary>Everything of it ends now, and nothing is tidied up.</summary>
    public void Kill()
    {
        IsUp = false;
        IsEvicted = true;
        Process.Kill();
        _lost.Cancel();
    }

    public void Dispose()
    {
        _lost.Dispose();
        _services.Dispose();
    }

    public override string ToString() => Process.Name;

    private IHostedService Service() => _services.GetServices<IHostedService>().Single();
}
