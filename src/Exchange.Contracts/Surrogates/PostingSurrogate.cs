using Exchange.Domain.Ledger;
using Exchange.Domain.Money;

namespace Exchange.Contracts.Surrogates;

/// <summary>How one side of an entry travels, field by field.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.posting")]
public record struct PostingSurrogate(
    [property: Id(0)] string Account,
    [property: Id(1)] string Asset,
    [property: Id(2)] Amount Value);

/// <summary>Puts one side of an entry on the wire between silos and takes it off.</summary>
[RegisterConverter]
public sealed class PostingConverter : IConverter<Posting, PostingSurrogate>
{
    public Posting ConvertFromSurrogate(in PostingSurrogate surrogate) => new(
        surrogate.Account,
        surrogate.Asset,
        surrogate.Value);

    public PostingSurrogate ConvertToSurrogate(in Posting value) => new(
        value.Account,
        value.Asset,
        value.Value);
}
