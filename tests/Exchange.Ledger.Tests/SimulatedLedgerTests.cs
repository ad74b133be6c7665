using Exchange.Simulator.Ledger;

namespace Exchange.Ledger.Tests;

/// <summary>The contract on the ledger of the simulator.</summary>
public sealed class SimulatedLedgerTests : LedgerContract
{
    private readonly LedgerStore _store =
        new(TimeProvider.System, new SteadyLedgerFaults(TimeSpan.FromMilliseconds(1)));

    protected override Task<ILedger> OpenAsync(LedgerOptions options) =>
        Task.FromResult<ILedger>(new SimulatedLedger(_store, options, TimeProvider.System));

    protected override Task CleanUpAsync() => Task.CompletedTask;
}
