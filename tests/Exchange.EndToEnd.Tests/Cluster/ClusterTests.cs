using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>
/// A cluster of processes under load from a client in another language: whatever happens to its silos and gateways,
/// what was acknowledged is there, once, and the ledger adds up.
/// </summary>
[Collection(ClusterCollection.Name)]
public sealed class ClusterTests(ClusterFixture cluster, ITestOutputHelper output) : IClassFixture<ClusterFixture>
{
    private readonly ClusterTrial _trial = new(cluster, output);

    /// <summary>How often one of the five is killed; a long run names more.</summary>
    private static int Rounds => int.Parse(
        Environment.GetEnvironmentVariable("EXCHANGE_CLUSTER_KILL_ROUNDS") ?? "2", CultureInfo.InvariantCulture);

    /// <summary>The silo of another build, to upgrade to and roll back from; null: the same one.</summary>
    private static string? NextBuild => Environment.GetEnvironmentVariable("EXCHANGE_NEXT_BUILD");

    [ClusterFact]
    public async Task Silos_and_gateways_are_killed_and_what_was_acknowledged_is_there_once()
    {
        var random = new Random(20260101);
        await _trial.UnderLoad("kill", async load =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                // The first two rounds take one of each kind, the others whichever it is.
                var victims = round == 0 ? cluster.SiloMembers
                    : round == 1 ? cluster.GatewayMembers : [.. cluster.SiloMembers, .. cluster.GatewayMembers];
                var victim = victims[random.Next(victims.Count)];
                var time = Stopwatch.StartNew();
                victim.Process.Kill();
                await load.GoesOn();
                var went = time.Elapsed;
                await victim.Start();
                await load.GoesOn();
                output.WriteLine($"{victim.Name}: went on after {went.TotalSeconds:F1} s");
            }
        });
    }

    [ClusterFact]
    public async Task A_silo_that_is_cut_off_is_given_up_and_finds_out_when_it_comes_back() =>
        await _trial.UnderLoad("cut", async load =>
        {
            // It stands still: to the others that is what a partition looks like, and it holds what it held.
            var victim = cluster.SiloMembers[0];
            await _trial.GivenUp(() => victim.Process.Signal("STOP"));
            await load.GoesOn();
            victim.Process.Signal("CONT");
            await victim.Process.WaitForEnd(ClusterTrial.Limit);
            await victim.Start();
            await load.GoesOn();
        });

    [ClusterFact]
    public async Task Every_process_is_upgraded_in_turn_and_no_order_fails_for_it()
    {
        var promises = await _trial.UnderLoad("upgrade", async load =>
        {
            // A silo serves older callers and not newer ones: silos are the first to go forward, the last to go back.
            await Replace(load, NextBuild, [.. cluster.SiloMembers, .. cluster.GatewayMembers]);
            Assert.Equal(0, load.Voided);
            if (NextBuild is not null)
            {
                // What the last silo of the newer build has on the way may find no token to go to, and is given up.
                output.WriteLine($"{load.Acknowledged} orders later every process is of the next build; now back");
                await Replace(load, null, [.. cluster.GatewayMembers, .. cluster.SiloMembers]);
            }
        });
        Assert.True(NextBuild is not null || promises.Voided == 0, "given up for an upgrade");
    }

    // One after the other; the others go on meanwhile.
    private static async Task Replace(NodeLoad load, string? build, IEnumerable<Member> members)
    {
        foreach (var member in members)
        {
            Assert.Equal(0, await member.Process.Stop());
            await load.GoesOn(5, 5);
            await member.Start(build);
        }

        await load.GoesOn();
    }
}
