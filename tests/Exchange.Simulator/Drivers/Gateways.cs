using Exchange.Simulator.Cluster;
using Exchange.Simulator.Faults;
using Exchange.Simulator.Runs;
using Orleans.Bundled.Simulation;

namespace Exchange.Simulator.Drivers;

/// <summary>
/// What clients reach the exchange by: each call goes through some silo that is up, and may find no answer. That the
/// answer is lost says nothing of what became of the call.
/// </summary>
internal sealed class Gateways(Cluster.Cluster cluster, FaultPlan faults, Chance chance, Trace trace)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan CutMax = TimeSpan.FromMilliseconds(40);

    public SimulatedClock Clock => cluster.World.Clock;

    /// <summary>Calls once.</summary>
    /// <returns>The answer; null if there was none.</returns>
    public async Task<T?> Call<T>(Func<IGrainFactory, Task<T>> call)
        where T : class
    {
        if (cluster.Up.Count == 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Clock);
            return null;
        }

        var life = chance.Of(cluster.Up);
        var patience = faults.Fires(Fault.GatewayCut, 0.02) ? chance.Between(TimeSpan.Zero, CutMax) : Patience;
        try
        {
            var answer = await call(life.Grains).WaitAsync(patience, Clock, life.Lost);
            if (trace.IsFull) trace.Show(life.Process.Name, $"answers {answer}");
            return answer;
        }
#pragma warning disable CA1031 // Whatever it was, the client does not know what became of the call.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (trace.IsFull) trace.Show(life.Process.Name, $"does not answer: {exception.Message}");
            return null;
        }
    }

    /// <summary>Calls until there is an answer that satisfies, with a pause between.</summary>
    /// <param name="note">Is told of each call: when it was sent, and what came back, if anything did.</param>
    public async Task<T> CallUntil<T>(
        Func<IGrainFactory, Task<T>> call, Func<T, bool> isFinal, Action<DateTimeOffset, T?>? note = null)
        where T : class
    {
        while (true)
        {
            var sentAt = Clock.GetUtcNow();
            var answer = await Call(call);
            note?.Invoke(sentAt, answer);
            if (answer is not null && isFinal(answer)) return answer;
            await Task.Delay(chance.Between(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5)), Clock);
        }
    }
}
