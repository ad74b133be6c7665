using System.Runtime.CompilerServices;
using Exchange.Domain.Markets;

namespace Exchange.Feeds;

/// <summary>No prices of its own: the exchange takes those that are published to it.</summary>
public sealed class NoSource : IPriceSource
{
    public string Name => "none";

    public IReadOnlyList<string> Markets => [];

    /// <summary>Ends at once.</summary>
    public async IAsyncEnumerable<IReadOnlyList<PriceTick>> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }
}
