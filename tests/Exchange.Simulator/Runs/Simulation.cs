using System.Diagnostics;
using Exchange.Contracts.Tokens;
using Exchange.Contracts.Wallets;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;
using Exchange.Ledger;
using Exchange.Simulator.Checks;
using Exchange.Simulator.Cluster;
using Exchange.Simulator.Drivers;
using Exchange.Simulator.Faults;
using Exchange.Simulator.Ledger;
using Exchange.Simulator.Model;
using Exchange.Simulator.Workload;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Bundled.Scheduling;
using Orleans.Bundled.Simulation;

namespace Exchange.Simulator.Runs;

/// <summary>One run: the whole exchange, from nothing to a quiet end, out of one seed.</summary>
internal sealed class Simulation : IDisposable
{
    private const int OrdersMin = 520;

    // A run has some hundred thousand; whoever goes round in circles is to be told from who is slow.
    private const long StepsMax = 5_000_000;
    private static readonly TimeSpan SettleSpan = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(10);

    // Wallets that are idle for longer are put away, and with them what they hold for nothing.
    private static readonly TimeSpan EarlyLook = TimeSpan.FromMinutes(8);

    private readonly Chance _chance;
    private readonly TurnQueue _clients;
    private readonly Cluster.Cluster _cluster;
    private readonly FaultPlan _faults;
    private readonly Gateways _gateways;
    private readonly LedgerFaults _ledgerFaults;
    private readonly ModelExchange _model = new();
    private readonly RunRecord _record = new();
    private readonly Scenario _scenario;
    private readonly ulong _seed;
    private readonly LedgerStore _store;
    private readonly Trace _trace;
    private readonly SimulatedWorld _world;

    /// <param name="output">Takes every step; null: only the last ones are kept.</param>
    /// <param name="mutation">Breaks something on purpose; null: nothing.</param>
    public Simulation(ulong seed, TextWriter? output = null, Mutation? mutation = null)
    {
        (_seed, _chance) = (seed, new Chance(seed));
        _scenario = ScenarioMaker.Make(_chance.Fork(), OrdersMin);
        var turns = _chance.Fork();
        _world = new SimulatedWorld(_scenario.Start, turns.Below);
        _trace = new Trace(_world, output);
        _world.OnTurn = (process, queue) =>
        {
            _trace.Step(process.Name, queue.Owner);
            if (_world.Steps > StepsMax) throw new RunFailureException($"liveness: no end after {StepsMax} steps");
        };
        _faults = new FaultPlan(_chance.Fork());
        _ledgerFaults = new LedgerFaults(_world, _faults, _chance.Fork());
        _store = new LedgerStore(_world.Clock, _ledgerFaults);
        _store.Landed += OnLanded;
        _cluster = new Cluster.Cluster(_world, _faults, _chance.Fork(), OpenLedger, _trace)
        {
            Change = mutation is null ? null : mutation.Change,
            Surprised = what => _wrong ??= $"exception: {what}",
            Killed = life => (_ledgers[life]).Kill(),
        };
        Mutate = mutation;
        _gateways = new Gateways(_cluster, _faults, _chance.Fork(), _trace);
        _clients = new TurnQueue(new SimulatedProcess(_world, "clients"), "clients");
    }

    private readonly Dictionary<SiloLife, SimulatedLedger> _ledgers = [];

    private Mutation? Mutate { get; }

    /// <summary>Runs to the end, or to the first thing that is wrong.</summary>
    public RunResult Run()
    {
        var began = Stopwatch.GetTimestamp();
        string? fault = null;
        try
        {
            Live();
        }
#pragma warning disable CA1031 // Whatever ends a run is what is wrong with it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            fault = exception is RunFailureException ? exception.Message : exception.ToString();
        }

        var orders = _record.Orders.Select(attempt => (attempt.Request.WalletId, attempt.Request.ClientOrderId))
            .Distinct().Count();
        var filled = _record.Orders.Where(attempt => attempt.Order?.Status == OrderStatus.Filled)
            .Select(attempt => attempt.Order!.OrderId).Distinct().Count();
        return new RunResult(
            _seed, fault, _trace.Hash, _world.Steps, _world.Now - _scenario.Start, Stopwatch.GetElapsedTime(began),
            orders, filled, _record.Entries.Count, _faults.Counts, _trace.Last);
    }

    public void Dispose() => _cluster.Dispose();

    private void Live()
    {
        var end = _scenario.Start + _scenario.Span;
        Wait(Client(() => Task.WhenAll(Enumerable.Range(0, _scenario.Silos).Select(_cluster.Start))), "silos start");
        _faults.IsOn = true;
        _record.CallsAreRepeated = IsArmed(Fault.CallDuplicated);
        _record.ClocksAreWrong = IsArmed(Fault.ClockJumped);
        var mischief = new Mischief(_cluster, _ledgerFaults, _faults, _chance.Fork());
        var operators = new Operator(_scenario, _gateways, _record) { Listing = _model.List };
        var subscribers = new[] { "g1", "g2" }.Select(name => new Subscriber(
            name, _cluster, () => operators.Listed, _record, _faults, _chance.Fork())
        {
            Complain = what => _wrong ??= $"stream: {what}",
        }).ToArray();
        var traders = _scenario.Traders.Select(plan => new Trader(
            plan, _gateways, _record, subscribers[0].LastNav, _chance.Fork())).ToArray();
        var feeds = _scenario.Markets.Select(
            plan => new Feed(plan, _gateways, _record, _faults, _chance.Fork())).ToArray();

        var mischiefs = Client(mischief.Run);
        var fed = feeds.Select(feed => Client(() => feed.Run(_scenario.Start))).ToArray();
        var heard = subscribers.Select(subscriber => Client(() => subscriber.Run(end + SettleSpan))).ToArray();
        var traded = traders.Select(trader => Client(() => trader.Run(_scenario.Start))).ToArray();
        var operated = Client(operators.Run);
        RunUntil(end);
        _faults.IsOn = false;
        Wait(Client(_cluster.Heal), "silos are whole again");
        RunUntil(end + EarlyLook);
        if (traded.All(done => done.IsCompleted)) Wait(Client(() => Look(_record.EarlyWallets)), "wallets answer");
        RunUntil(end + SettleSpan);
        Expect(operated, $"an operator waits for an answer: {string.Join(", ", operators.Open)}");
        foreach (var (trader, done) in traders.Zip(traded))
        {
            Expect(done, $"{trader.WalletId} waits for {trader.Open} answers");
        }

        Wait(Client(operators.ResumeAll), "tokens resume");
        Wait(Client(() => Look(operators.Listed)), "every grain answers");
        _record.Moment = _store.Moment();
        _record.EndedAt = _world.Now;
        if (RunChecks.Find(_record) is { } wrong) throw new RunFailureException(wrong);
    }

    private async Task Look(List<WalletView> wallets)
    {
        foreach (var trader in _scenario.Traders)
        {
            wallets.Add(await _gateways.CallUntil(
                grains => grains.GetGrain<IWalletGrain>(trader.WalletId).Get(), _ => true));
        }
    }

    private async Task Look(IReadOnlyList<string> symbols)
    {
        await Look(_record.Wallets);
        foreach (var symbol in symbols)
        {
            var answer = await _gateways.CallUntil(grains => grains.GetGrain<ITokenGrain>(symbol).Get(), _ => true);
            _record.Tokens.Add(answer.Value ?? throw new RunFailureException($"{symbol} is {answer.Refusal}"));
        }
    }

    private bool IsArmed(params Fault[] faults) => Array.Exists(faults, fault => _faults.Strength(fault) > 0);

    private void RunUntil(DateTimeOffset time)
    {
        _world.RunUntil(time);
        ThrowIfWrong();
    }

    private string? _wrong;

    private void ThrowIfWrong()
    {
        if (_wrong is { } wrong) throw new RunFailureException(wrong);
    }

    private void Wait(Task task, string what)
    {
        try
        {
            _world.RunUntil(task, AnswerLimit);
        }
        catch (TimeoutException)
        {
            throw new RunFailureException($"liveness: {what}: not after {AnswerLimit}");
        }
        finally
        {
            ThrowIfWrong();
        }
    }

    private static void Expect(Task task, string otherwise)
    {
        if (!task.IsCompleted) throw new RunFailureException($"liveness: {otherwise}");
        task.GetAwaiter().GetResult();
    }

    private Task Client(Func<Task> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _clients).Unwrap();

    private ILedger OpenLedger(SiloLife life)
    {
        var ledger = new SimulatedLedger(_store, new LedgerOptions(), life.Process.Clock);
        _ledgers[life] = ledger;
        return Mutate?.Wrap(ledger) ?? ledger;
    }

    private void OnLanded(LandedEntry landed)
    {
        _record.Entries.Add(landed);
        var entry = landed.Recorded.Entry;
        _trace.Note("ledger", $"{landed.Recorded.Sequence} {entry.Kind} {entry.Symbol} {entry.WalletId} {entry.Cause}");
        if (_model.Apply(landed) is { } fault) _wrong ??= $"model: {fault}";
    }
}
