using Exchange.Simulator.Runs;

namespace Exchange.Simulator.Tests.Mutations;

/// <summary>
/// Faults made on purpose, each on a seed that is known to find it; the same seed is clean without them.
/// </summary>
public sealed class MutationTests
{
    public static TheoryData<string, ulong> Known => new()
    {
        { "void-not-written", 1 },
        { "version-not-checked", 1 },
        { "not-durable", 1 },
        { "unknown-told-as-done", 1 },
        { "duplicate-told-as-done", 1 },
        { "ids-of-attempts", 1 },
        { "rebalance-time-not-stored", 1 },
        { "wallet-gap-unseen", 4 },
        { "token-cached", 1 },
        { "entries-forgotten", 1 },
        { "sequence-reset", 1 },
        { "token-forgotten", 2 },
        { "last-write-wins", 241 },
        { "outliers-believed", 1 },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void A_mutation_is_found(string name, ulong seed)
    {
        Assert.NotNull(FaultOf(seed, Simulator.Mutations.Mutations.Find(name)));
        Assert.Null(FaultOf(seed, null));
    }

    // On a thread of its own, as in a campaign: the one of a test has a context that would take steps away.
    private static string? FaultOf(ulong seed, Mutation? mutation)
    {
        string? fault = null;
        var thread = new Thread(() =>
        {
            using var run = new Simulation(seed, null, mutation);
            fault = run.Run().Fault;
        });
        thread.Start();
        thread.Join();
        return fault;
    }
}
