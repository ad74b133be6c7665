using Exchange.Contracts.Tokens;

namespace Exchange.Simulator.Checks;

/// <summary>A net asset value as a subscriber got it.</summary>
/// <param name="Subscriber">Who: one of them hears one gateway, across all its reconnections.</param>
internal sealed record Received(string Subscriber, NavUpdate Update);
