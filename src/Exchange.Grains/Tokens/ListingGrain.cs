using Exchange.Contracts.Tokens;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Exchange.Grains.Tokens;

/// <summary>What the listing keeps.</summary>
[GenerateSerializer]
[Alias("exchange.listing-state")]
public sealed class ListingState
{
    [Id(0)]
    public List<string> Symbols { get; set; } = [];
}

/// <summary>The durable list of all tokens. Placed anywhere: there is one, and it is asked seldom.</summary>
[RandomPlacement]
public sealed class ListingGrain(
    [PersistentState("listing", GrainStorage.Name)] IPersistentState<ListingState> state) : Grain, IListingGrain
{
    public async Task Add(string symbol)
    {
        if (state.State.Symbols.Contains(symbol))
        {
            return;
        }

        state.State.Symbols = [.. state.State.Symbols.Append(symbol).Order(StringComparer.Ordinal)];
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            // What could not be written must not be answered either; the next call reads it anew.
            DeactivateOnIdle();
            throw;
        }
    }

    [ReadOnly]
    public Task<IReadOnlyList<string>> List() => Task.FromResult<IReadOnlyList<string>>(state.State.Symbols);
}
