namespace Exchange.Gateway.Tests.Support;

/// <summary>A clock that stands at the moment in which it was made; its timers are the wall's.</summary>
internal sealed class StandingClock : TimeProvider
{
    private readonly DateTimeOffset _now = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _now;
}
