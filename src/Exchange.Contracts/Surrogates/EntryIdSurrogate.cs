using Exchange.Domain.Ledger;

namespace Exchange.Contracts.Surrogates;

/// <summary>How an <see cref="EntryId"/> travels: in two halves.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.entry-id")]
public record struct EntryIdSurrogate([property: Id(0)] ulong Upper, [property: Id(1)] ulong Lower);

/// <summary>Puts an <see cref="EntryId"/> on the wire between silos and takes it off.</summary>
[RegisterConverter]
public sealed class EntryIdConverter : IConverter<EntryId, EntryIdSurrogate>
{
    public EntryId ConvertFromSurrogate(in EntryIdSurrogate surrogate) =>
        new(new UInt128(surrogate.Upper, surrogate.Lower));

    public EntryIdSurrogate ConvertToSurrogate(in EntryId value) =>
        new((ulong)(value.Value >> 64), (ulong)value.Value);
}
