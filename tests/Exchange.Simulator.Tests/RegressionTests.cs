using Exchange.Simulator.Runs;

namespace Exchange.Simulator.Tests;

/// <summary>
/// Seeds that found something in the product, which is fixed. They count for as long as the draws stay the same.
/// </summary>
public sealed class RegressionTests
{
    [Theory]
    [InlineData(92)] // orders under way together passed the cap of their wallet
    [InlineData(745)] // a market that is put away waited for its gate outside of its turns
    public void A_seed_that_found_something_is_clean(ulong seed)
    {
        var campaign = new Campaign(new SimulatorOptions(seed, 1, 1, false, false));
        campaign.Run();
        Assert.Empty(campaign.Failures.Select(failure => failure.Fault));
    }
}
