using Exchange.Contracts.Tokens;

namespace Exchange.Silo.Health;

/// <summary>Whether the silos of the cluster answer: of a gateway, which has no ledger of its own.</summary>
internal sealed class ClusterProbe(IGrainFactory grains, TimeProvider clock, TimeSpan limit) : Probe(clock, limit)
{
    // It is in the memory of its silo.
    protected override Task Question(CancellationToken cancellation) =>
        grains.GetGrain<IListingGrain>(IListingGrain.Key).List();

    protected override bool IsAway(Exception exception) => exception is not OutOfMemoryException;
}
