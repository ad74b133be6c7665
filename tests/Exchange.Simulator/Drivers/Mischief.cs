using Exchange.Simulator.Cluster;
using Exchange.Simulator.Faults;

namespace Exchange.Simulator.Drivers;

/// <summary>Does to silos, grains and the database what happens to them, until it is told to stop.</summary>
internal sealed class Mischief(Cluster.Cluster cluster, LedgerFaults ledger, FaultPlan faults, Chance chance)
{
    private static readonly TimeSpan NoticeMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan NoticeMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DownMax = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan JumpMax = TimeSpan.FromMinutes(3);

    private TimeProvider Clock => cluster.World.Clock;

    public Task Run() => Task.WhenAll(
        Often(Fault.SiloCrashed, TimeSpan.FromHours(2), () => _ = Crash()),
        Often(Fault.SiloPaused, TimeSpan.FromHours(1), () => _ = Pause()),
        Often(Fault.SiloZombie, TimeSpan.FromHours(3), () => _ = MakeZombie()),
        Often(Fault.SiloRestarted, TimeSpan.FromHours(4), () => _ = Restart()),
        Often(Fault.TwoActivations, TimeSpan.FromMinutes(3), () => cluster.Placement.Split(cluster.World)),
        Often(Fault.GrainDeactivated, TimeSpan.FromMinutes(5), cluster.Placement.DeactivateOne),
        Often(Fault.LedgerAway, TimeSpan.FromHours(2), LoseLedger),
        Often(Fault.ClockJumped, TimeSpan.FromHours(1), Jump));

    private async Task Often(Fault fault, TimeSpan mean, Action act)
    {
        var strength = faults.Strength(fault);
        if (strength <= 0) return;
        while (true)
        {
            await Task.Delay(chance.Around(mean / strength), Clock);
            if (!faults.IsOn) return;
            act();
        }
    }

    // One silo at a time: the exchange as a whole is to stay reachable, most of the time.
    private bool TryPick(out SiloLife life)
    {
        life = null!;
        if (cluster.Up.Count < 2) return false;
        life = chance.Of(cluster.Up);
        return true;
    }

    private async Task Crash()
    {
        if (!TryPick(out var life)) return;
        faults.Count(Fault.SiloCrashed);
        cluster.Crash(life);
        await Task.Delay(chance.Between(NoticeMin, NoticeMax), Clock);
        cluster.Placement.Evict(life);
        await Task.Delay(chance.Between(TimeSpan.Zero, DownMax), Clock);
        await cluster.Start(life.Slot);
    }

    private async Task Pause()
    {
        if (!TryPick(out var life)) return;
        faults.Count(Fault.SiloPaused);
        life.Process.Pause();
        await Task.Delay(chance.Between(NoticeMin, NoticeMax), Clock);
        if (!life.Process.IsDead) life.Process.Resume();
    }

    private async Task MakeZombie()
    {
        if (!TryPick(out var life)) return;
        faults.Count(Fault.SiloZombie);
        life.Process.Pause();
        await Task.Delay(chance.Between(NoticeMin, NoticeMax), Clock);
        life.IsUp = false;
        cluster.Refresh();
        cluster.Placement.Evict(life);
        await Task.Delay(chance.Between(NoticeMin, DownMax), Clock);
        if (life.Process.IsDead) return;
        life.Process.Resume();
        await Task.Delay(chance.Between(TimeSpan.Zero, NoticeMax), Clock);
        if (life.Process.IsDead) return;
        cluster.Crash(life);
        await cluster.Start(life.Slot);
    }

    private async Task Restart()
    {
        if (!TryPick(out var life)) return;
        faults.Count(Fault.SiloRestarted);
        await cluster.Stop(life);
        await Task.Delay(chance.Between(TimeSpan.Zero, DownMax), Clock);
        await cluster.Start(life.Slot);
    }

    private void LoseLedger()
    {
        faults.Count(Fault.LedgerAway);
        ledger.GoAway(chance.Around(TimeSpan.FromSeconds(20)));
    }

    private void Jump()
    {
        if (!TryPick(out var life)) return;
        faults.Count(Fault.ClockJumped);
        var jump = chance.Between(TimeSpan.FromSeconds(1), JumpMax);
        life.Process.Clock.Error = chance.Hits(0.5) ? jump : -jump;
        cluster.World.After(chance.Around(TimeSpan.FromMinutes(10)), () => life.Process.Clock.Error = TimeSpan.Zero);
    }
}
