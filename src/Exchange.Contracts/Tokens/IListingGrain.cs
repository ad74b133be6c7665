using Orleans.CodeGeneration;

namespace Exchange.Contracts.Tokens;

/// <summary>The durable list of all tokens; its one key is <see cref="Key"/>.</summary>
[Alias("exchange.listing")]
[Version(1)]
public interface IListingGrain : IGrainWithStringKey
{
    /// <summary>The one key.</summary>
    const string Key = "listing";

    /// <summary>Adds a symbol; one that is there already stays.</summary>
    [Alias("add")]
    Task Add(string symbol);

    /// <summary>All symbols, in order.</summary>
    [Alias("list")]
    Task<IReadOnlyList<string>> List();
}
