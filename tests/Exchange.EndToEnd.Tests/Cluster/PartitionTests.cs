using System.Diagnostics;
using Xunit.Abstractions;

namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>
/// A silo of a cluster under load goes on working while a network keeps it apart: nobody stopped it, and it holds for
/// its own what the others have taken over.
/// </summary>
[Collection(ClusterCollection.Name)]
public sealed class PartitionTests(PartitionFixture cluster, ITestOutputHelper output)
    : IClassFixture<PartitionFixture>
{
    /// <summary>What Orleans says that reads of its own death in the list of silos.</summary>
    private const string ToldDead = "I have been told I am dead";

    private readonly ClusterTrial _trial = new(cluster, output);

    [PartitionFact]
    public async Task A_silo_that_reaches_the_database_alone_finds_there_that_it_was_given_up_and_ends() =>
        await _trial.UnderLoad("split", async load =>
        {
            await GivenUp(load, cluster.Space.Cluster);

            // Nothing but the list of silos, in the database, can have told it.
            await End();
            cluster.Space.Cluster.Mend();
            await Return(load);
        });

    [PartitionFact]
    public async Task A_silo_that_reaches_nothing_ends_once_it_finds_that_it_was_given_up() =>
        await _trial.UnderLoad("alone", async load =>
        {
            await GivenUp(load, cluster.Space.Database, cluster.Space.Cluster);
            cluster.Space.Database.Mend();
            cluster.Space.Cluster.Mend();
            await End();
            await Return(load);
        });

    private async Task GivenUp(NodeLoad load, params NetworkLink[] links)
    {
        var address = cluster.Space.Cluster.OwnAddress;
        var silo = (await cluster.Status()).Last(each => each.Address.StartsWith(address, StringComparison.Ordinal));
        output.WriteLine($"it holds {silo.Activations}");
        await _trial.GivenUp(() => Array.ForEach(links, link => link.Cut()), address);
        var time = Stopwatch.StartNew();
        await load.GoesOn();
        output.WriteLine($"{load.Acknowledged} orders, the load went on {time.Elapsed.TotalSeconds:F1} s later");
    }

    private async Task End()
    {
        var time = Stopwatch.StartNew();
        await cluster.Apart.Process.WaitForEnd(ClusterTrial.Limit);
        output.WriteLine($"it ended after another {time.Elapsed.TotalSeconds:F1} s");
        Assert.Contains(ToldDead, cluster.Apart.Log, StringComparison.Ordinal);
    }

    private async Task Return(NodeLoad load)
    {
        await load.GoesOn();
        await cluster.Apart.Start();
        await load.GoesOn();
    }
}
