using Exchange.Domain.Markets;

namespace Exchange.Feeds.Tests;

internal static class Batches
{
    public static async Task<List<IReadOnlyList<PriceTick>>> ReadAsync(
        IPriceSource source, int most = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var batches = new List<IReadOnlyList<PriceTick>>();
        await foreach (var batch in source.ReadAsync(cancellationToken))
        {
            batches.Add(batch);
            if (batches.Count == most)
                break;
        }

        return batches;
    }
}
