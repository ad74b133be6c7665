using System.Net;
using Exchange.Grains;
using Exchange.Ledger;
using Exchange.Simulator.Faults;
using Exchange.Simulator.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Bundled.Messaging;
using Orleans.Bundled.Scheduling;
using Orleans.Bundled.Silos;
using Orleans.Bundled.Simulation;
using Orleans.Bundled.Storage;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;

namespace Exchange.Simulator.Cluster;

/// <summary>Some silos, and what outlives them: grain storage, reminders, the directory.</summary>
internal sealed class Cluster : IDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(2);

    private readonly Chance _chance;
    private readonly FaultPlan _faults;
    private readonly Func<SiloLife, ILedger> _ledgers;
    private readonly Dictionary<Silo, SiloLife> _bySilo = [];
    private readonly List<SiloLife> _lives = [];
    private readonly Orleans.Bundled.Reminders.MemoryReminderTable _reminders = new();
    private readonly MemoryGrainStorage _storage = new(new SystemTextJsonGrainStorageSerializer(
        Microsoft.Extensions.Options.Options.Create(new SystemTextJsonGrainStorageSerializerOptions())));
    private readonly Trace _trace;

    public Cluster(
        SimulatedWorld world, FaultPlan faults, Chance chance, Func<SiloLife, ILedger> ledgers, Trace trace)
    {
        (World, _faults, _chance, _ledgers, _trace) = (world, faults, chance, ledgers, trace);
        Placement = new Placement(this, faults, chance.Fork());
    }

    public SimulatedWorld World { get; }

    public Placement Placement { get; }

    /// <summary>Changes what the product is put together from: how mutations get in. Null: nothing.</summary>
    public Action<IServiceCollection>? Change { get; init; }

    /// <summary>Told of exceptions that no grain should throw.</summary>
    public Action<string>? Surprised { get; init; }

    /// <summary>Told of a silo whose process is gone.</summary>
    public Action<SiloLife>? Killed { get; set; }

    /// <summary>Silos that take grains and clients.</summary>
    public IReadOnlyList<SiloLife> Up { get; private set; } = [];

    /// <summary>Those whose process is there, zombies too.</summary>
    public IEnumerable<SiloLife> Alive => _lives.Where(life => !life.Process.IsDead);

    public SiloLife LifeOf(Silo silo) => _bySilo[silo];

    /// <summary>Starts a silo on a machine; it takes grains once it has started.</summary>
    public async Task Start(int slot)
    {
        var number = _lives.Count(life => life.Slot == slot) + 1;
        var process = new SimulatedProcess(World, $"s{slot}.{number}");
        var life = new SiloLife(slot, number, process);
        var ledger = _ledgers(life);
        life.Open(Compose(life, ledger), ledger);
        _lives.Add(life);
        _bySilo[life.Silo] = life;
        _trace.Note(process.Name, "starts");
        await life.StartAsync().WaitAsync(life.Lost);
        life.IsUp = true;
        Refresh();
    }

    /// <summary>Stops a silo in order.</summary>
    public async Task Stop(SiloLife life)
    {
        _trace.Note(life.Process.Name, "stops");
        life.IsUp = false;
        Refresh();
        Placement.Evict(life);
        try
        {
            await life.StopAsync().WaitAsync(StopLimit, World.Clock, life.Lost);
        }
        catch (TimeoutException)
        {
            _trace.Note(life.Process.Name, "does not stop in time");
        }

        Crash(life);
    }

    /// <summary>
    /// Nothing is wrong any more: clocks are right, who stood still goes on, who was given up is gone, and on every
    /// machine runs a silo.
    /// </summary>
    public async Task Heal()
    {
        foreach (var life in Alive.ToArray())
        {
            life.Process.Clock.Error = TimeSpan.Zero;
            if (life.IsEvicted) Crash(life);
            else if (life.Process.IsPaused) life.Process.Resume();
        }

        Placement.HealAll();
        foreach (var slot in _lives.Select(life => life.Slot).Distinct().ToArray())
        {
            if (!Alive.Any(life => life.Slot == slot)) await Start(slot);
        }
    }

    public void Crash(SiloLife life)
    {
        _trace.Note(life.Process.Name, "crashes");
        life.Kill();
        Killed?.Invoke(life);
        Refresh();
    }

    public void Refresh() => Up = [.. _lives.Where(life => life.IsUp).OrderBy(life => life.Slot)];

    public void Dispose()
    {
        foreach (var life in _lives)
        {
            life.Process.Kill();
            life.Dispose();
        }
    }

    private ServiceProvider Compose(SiloLife life, ILedger ledger)
    {
        var services = new ServiceCollection();
        Silo? self = null;
        var courier = new Courier(
            World, () => self!, Placement, _faults, _chance.Fork(), what => Surprised?.Invoke(what));
        services.AddSingleton<ITurnScheduler>(life.Process);
        services.AddSingleton<IMessageCourier>(courier);
        services.AddSingleton<ISiloRouter>(Placement);
        services.AddSingleton<TimeProvider>(life.Process.Clock);
        services.AddSingleton<IReminderTable>(_reminders);
        services.AddSingleton(ledger);
        services.AddOrleans(silo =>
        {
            silo.AddReminders();
            silo.Configure<SiloOptions>(options => options.SiloName = life.Process.Name);
            silo.Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = IPAddress.Loopback;
                options.SiloPort = 11111 + life.Slot;
            });
            silo.Services.AddGrainStorage(
                GrainStorage.Name,
                (_, _) => new FaultyGrainStorage(_storage, life.Process.Clock, _faults, _chance.Fork()));
        });
        services.AddSingleton<ILoggerFactory>(new TraceLoggers(_trace, life.Process.Name));
        Change?.Invoke(services);
        var provider = services.BuildServiceProvider();
        self = provider.GetRequiredService<Silo>();
        return provider;
    }
}
