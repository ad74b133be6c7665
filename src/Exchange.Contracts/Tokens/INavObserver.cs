using Orleans.Concurrency;

namespace Exchange.Contracts.Tokens;

/// <summary>What a gateway hands to a token to be told of its net asset values.</summary>
[Alias("exchange.nav-observer")]
public interface INavObserver : IGrainObserver
{
    /// <summary>A new net asset value; may be lost or come late, never waits.</summary>
    [OneWay]
    [Alias("on-nav")]
    Task OnNav(NavUpdate update);
}
