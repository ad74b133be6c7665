using Exchange.Simulator.Runs;

namespace Exchange.Simulator.Tests;

/// <summary>A few seeds; many are for the command line.</summary>
public sealed class ShortRunTests
{
    /// <summary>How many seeds, beginning at 1; more where the environment says so.</summary>
    private static int Seeds =>
        int.TryParse(Environment.GetEnvironmentVariable("EXCHANGE_SIMULATOR_SEEDS"), out var count) ? count : 4;

    [Fact]
    public void Seeds_are_clean()
    {
        var campaign = new Campaign(new SimulatorOptions(1, Seeds, Environment.ProcessorCount, false, false));
        campaign.Run();
        Assert.Empty(campaign.Failures.Select(failure => $"{failure.Seed}: {failure.Fault}"));
        Assert.True(campaign.OrdersMin >= 500, $"{campaign.OrdersMin} orders in a run");
        Assert.True(campaign.Simulated >= TimeSpan.FromHours(24) * Seeds, $"{campaign.Simulated}");
    }

    [Fact]
    public void A_seed_run_twice_does_the_same_step_by_step()
    {
        var campaign = new Campaign(new SimulatorOptions(7, 1, 1, true, false));
        campaign.Run();
        Assert.Empty(campaign.Failures.Select(failure => $"{failure.Seed}: {failure.Fault}"));
    }
}
