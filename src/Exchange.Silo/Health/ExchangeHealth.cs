using Exchange.Ledger;

namespace Exchange.Silo.Health;

/// <summary>How far the exchange has come, known from before its first step until after its last.</summary>
/// <param name="hasSilo">Whether the process holds grains and a ledger; else it stands before a cluster.</param>
internal sealed class ExchangeHealth(TimeProvider clock, bool hasSilo = true)
{
    private volatile Probe? _ground;
    private volatile bool _isStarted;
    private volatile bool _isStopping;

    /// <summary>What all else stands on: the check that asks it.</summary>
    public string Ground => hasSilo ? "ledger" : "cluster";

    /// <summary>The ledger was opened.</summary>
    public void LedgerIs(ILedger ledger) => _ground = new LedgerProbe(ledger, clock, Probe.LimitUsual);

    /// <summary>The cluster was joined, as a client of it.</summary>
    public void ClusterIs(IGrainFactory grains) => _ground = new ClusterProbe(grains, clock, Probe.LimitUsual);

    /// <summary>It takes orders from now on.</summary>
    public void Started() => _isStarted = true;

    /// <summary>It was told to stop; there is no way back.</summary>
    public void Stopping() => _isStopping = true;

    /// <summary>What keeps the process itself from taking orders; null: nothing.</summary>
    public string? SiloTrouble => _isStopping ? $"the {Process} is stopping"
        : _isStarted ? null : $"the {Process} is starting";

    /// <summary>What is the matter with what it stands on; null: nothing.</summary>
    public async Task<string?> GroundTrouble() => _ground switch
    {
        null => $"the {Beneath} has not been reached yet",
        { } ground => await ground.IsReachable() ? null : $"the {Beneath} does not answer",
    };

    private string Process => hasSilo ? "silo" : "gateway";

    private string Beneath => hasSilo ? "database" : "cluster";
}
