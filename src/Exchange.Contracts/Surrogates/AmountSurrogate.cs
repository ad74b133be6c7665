using Exchange.Domain.Money;

namespace Exchange.Contracts.Surrogates;

/// <summary>How an <see cref="Amount"/> travels: its parts in two halves.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.amount")]
public record struct AmountSurrogate([property: Id(0)] ulong Upper, [property: Id(1)] ulong Lower);

/// <summary>Puts an <see cref="Amount"/> on the wire between silos and takes it off.</summary>
[RegisterConverter]
public sealed class AmountConverter : IConverter<Amount, AmountSurrogate>
{
    public Amount ConvertFromSurrogate(in AmountSurrogate surrogate) =>
        Amount.FromParts((Int128)new UInt128(surrogate.Upper, surrogate.Lower));

    public AmountSurrogate ConvertToSurrogate(in Amount value) =>
        new((ulong)((UInt128)value.Parts >> 64), (ulong)(UInt128)value.Parts);
}
