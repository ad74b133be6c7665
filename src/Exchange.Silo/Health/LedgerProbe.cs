using Exchange.Domain.Ledger;
using Exchange.Ledger;

namespace Exchange.Silo.Health;

/// <summary>Whether the ledger's database answers.</summary>
internal sealed class LedgerProbe(ILedger ledger, TimeProvider clock, TimeSpan limit) : Probe(clock, limit)
{
    // An entry that cannot be: one look into an index. SQLite answers on the thread that asks.
    protected override async Task Question(CancellationToken cancellation) =>
        await ledger.FindEntryAsync(EntryId.None, cancellation);

    protected override bool IsAway(Exception exception) => exception is LedgerFaultException;
}
