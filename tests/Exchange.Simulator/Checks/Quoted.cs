using Exchange.Domain.Money;

namespace Exchange.Simulator.Checks;

/// <summary>A price that a market really had, as its feed sent it.</summary>
internal sealed record Quoted(string Market, DateTimeOffset At, Amount Price);
