using Exchange.Ledger;

namespace Exchange.Silo.Health;

/// <summary>How far the exchange has come, known from before its first step until after its last.</summary>
internal sealed class ExchangeHealth(TimeProvider clock)
{
    private volatile LedgerProbe? _ledger;
    private volatile bool _isStarted;
    private volatile bool _isStopping;

    /// <summary>The ledger was opened.</summary>
    public void LedgerIs(ILedger ledger) => _ledger = new LedgerProbe(ledger, clock, LedgerProbe.LimitUsual);

    /// <summary>It takes orders from now on.</summary>
    public void Started() => _isStarted = true;

    /// <summary>It was told to stop; there is no way back.</summary>
    public void Stopping() => _isStopping = true;

    /// <summary>What keeps the silo itself from taking orders; null: nothing.</summary>
    public string? SiloTrouble => _isStopping ? "the silo is stopping" : _isStarted ? null : "the silo is starting";

    /// <summary>What is the matter with the ledger; null: nothing.</summary>
    public async Task<string?> LedgerTrouble() => _ledger switch
    {
        null => "the database has not been reached yet",
        { } ledger => await ledger.IsReachable() ? null : "the database does not answer",
    };
}
