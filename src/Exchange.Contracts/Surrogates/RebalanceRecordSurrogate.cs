using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Contracts.Surrogates;

/// <summary>How a rebalance travels, field by field.</summary>
[GenerateSerializer]
[Immutable]
[Alias("exchange.rebalance")]
public record struct RebalanceRecordSurrogate(
    [property: Id(0)] string RebalanceId,
    [property: Id(1)] RebalanceKind Kind,
    [property: Id(2)] DateTimeOffset DueAt,
    [property: Id(3)] DateTimeOffset DoneAt,
    [property: Id(4)] bool Late,
    [property: Id(5)] Amount Mark,
    [property: Id(6)] Amount LeverageBefore,
    [property: Id(7)] Amount LeverageAfter,
    [property: Id(8)] Amount Traded,
    [property: Id(9)] Amount Cost,
    [property: Id(10)] Amount ManagementFee,
    [property: Id(11)] Amount Nav);

/// <summary>Puts a rebalance on the wire between silos and takes it off.</summary>
[RegisterConverter]
public sealed class RebalanceRecordConverter : IConverter<RebalanceRecord, RebalanceRecordSurrogate>
{
    public RebalanceRecord ConvertFromSurrogate(in RebalanceRecordSurrogate surrogate) => new(
        surrogate.RebalanceId,
        surrogate.Kind,
        surrogate.DueAt,
        surrogate.DoneAt,
        surrogate.Late,
        surrogate.Mark,
        surrogate.LeverageBefore,
        surrogate.LeverageAfter,
        surrogate.Traded,
        surrogate.Cost,
        surrogate.ManagementFee,
        surrogate.Nav);

    public RebalanceRecordSurrogate ConvertToSurrogate(in RebalanceRecord value) => new(
        value.RebalanceId,
        value.Kind,
        value.DueAt,
        value.DoneAt,
        value.Late,
        value.Mark,
        value.LeverageBefore,
        value.LeverageAfter,
        value.Traded,
        value.Cost,
        value.ManagementFee,
        value.Nav);
}
