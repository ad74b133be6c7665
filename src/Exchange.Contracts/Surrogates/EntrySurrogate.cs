using Exchange.Domain.Ledger;

namespace Exchange.Contracts.Surrogates;

/// <summary>How a ledger entry travels, field by field.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.entry")]
public record struct EntrySurrogate(
    [property: Id(0)] EntryId Id,
    [property: Id(1)] EntryKind Kind,
    [property: Id(2)] DateTimeOffset Time,
    [property: Id(3)] string? WalletId,
    [property: Id(4)] string? Symbol,
    [property: Id(5)] string Cause,
    [property: Id(6)] IReadOnlyList<Posting> Postings,
    [property: Id(7)] string Detail);

/// <summary>Puts a ledger entry on the wire between silos and takes it off.</summary>
[RegisterConverter]
public sealed class EntryConverter : IConverter<Entry, EntrySurrogate>
{
    public Entry ConvertFromSurrogate(in EntrySurrogate surrogate) => new(
        surrogate.Id,
        surrogate.Kind,
        surrogate.Time,
        surrogate.WalletId,
        surrogate.Symbol,
        surrogate.Cause,
        surrogate.Postings,
        surrogate.Detail);

    public EntrySurrogate ConvertToSurrogate(in Entry value) => new(
        value.Id,
        value.Kind,
        value.Time,
        value.WalletId,
        value.Symbol,
        value.Cause,
        value.Postings,
        value.Detail);
}
