using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Bundled.Activations;
using Orleans.Bundled.Calls;
using Orleans.Bundled.Messaging;
using Orleans.Bundled.Observers;
using Orleans.Bundled.Scheduling;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Bundled.Silos;

/// <summary>
/// A silo: activations and all that serves them. A process usually has one; several hosts in one process are several
/// silos, which share grains if an <see cref="ISiloRouter"/> says so.
/// </summary>
public sealed class Silo : IDisposable
{
    private readonly Collector _collector;
    private readonly GrainLifecycle _lifecycle = new();
    private volatile Stage _stage = Stage.Created;

    /// <summary>Made by the container.</summary>
    public Silo(IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        Services = services;
        Collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        Log = services.GetRequiredService<ILogger<Silo>>();
        Scheduler = services.GetRequiredService<ITurnScheduler>();
        Courier = services.GetService<IMessageCourier>();
        Router = services.GetService<ISiloRouter>();
        GrainTime = Clock(TimeProviderNames.Grains);
        ManagementTime = Clock(TimeProviderNames.ActivationManagement);
        var endpoint = services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        Address = SiloAddress.New(endpoint.AdvertisedIPAddress, endpoint.SiloPort, Scheduler.Generation);
        Name = services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName;
        Factory = new GrainFactory(this);
        Catalog = new Catalog(this);
        Observers = new ObserverTable(this);
        Deadlines = new Deadlines(
            Clock(TimeProviderNames.Messaging),
            services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout);
        Classes = new GrainClasses(Collection);
        SystemQueue = new TurnQueue(Scheduler, $"{Name}/system");
        _collector = new Collector(this, ManagementTime);
    }

    private enum Stage
    {
        Created,
        Running,
        Stopping,
        Stopped,
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its address.</summary>
    public SiloAddress Address { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>How many activations it has.</summary>
    public int ActivationCount => Catalog.Count;

    internal GrainFactory Factory { get; }

    internal GrainClasses Classes { get; }

    internal Catalog Catalog { get; }

    internal ObserverTable Observers { get; }

    internal Deadlines Deadlines { get; }

    internal ITurnScheduler Scheduler { get; }

    internal IMessageCourier? Courier { get; }

    internal ISiloRouter? Router { get; }

    internal GrainCollectionOptions Collection { get; }

    internal TimeProvider GrainTime { get; }

    internal TimeProvider ManagementTime { get; }

    internal TurnQueue SystemQueue { get; }

    internal ILogger Log { get; }

    internal IIncomingGrainCallFilter[] IncomingFilters { get; private set; } = [];

    internal IOutgoingGrainCallFilter[] OutgoingFilters { get; private set; } = [];

    internal bool IsStopping => _stage >= Stage.Stopping;

    /// <summary>Why no call can be made now; null if calls can be made.</summary>
    internal Exception? Refusal => _stage switch
    {
        Stage.Created => new SiloUnavailableException($"{Name} has not been started."),
        Stage.Stopped => new SiloUnavailableException($"{Name} has been stopped."),
        _ => null,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _collector.Dispose();
        Deadlines.Dispose();
    }

    internal TimeProvider Clock(string name) => Services.GetKeyedService<TimeProvider>(name) ?? TimeProvider.System;

    internal CancellationTokenSource TimeLimit(TimeSpan limit) => new(limit, ManagementTime);

    internal CallTarget Find(Reference reference) => reference.IsObserver
        ? Observers.Find(reference.GrainId)
        : Catalog.FindOrAdd(reference.GrainId);

    internal void Collect(TimeSpan age) => _collector.Collect(age);

    internal async Task StartAsync(CancellationToken cancellation)
    {
        IncomingFilters = [.. Services.GetServices<IIncomingGrainCallFilter>()];
        OutgoingFilters = [.. Services.GetServices<IOutgoingGrainCallFilter>()];
        foreach (var validator in Services.GetServices<IConfigurationValidator>()) validator.ValidateConfiguration();
        foreach (var participant in Services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
        {
            participant.Participate(_lifecycle);
        }

        _lifecycle.Subscribe(
            "grains", ServiceLifecycleStage.GrainDeactivation, _ => Task.CompletedTask, StopGrainsAsync);
        _stage = Stage.Running;
        await _lifecycle.StartAsync(cancellation);
        _collector.Start();
        Log.LogInformation("{Silo} runs at {Address} on the bundled stack", Name, Address);
    }

    internal async Task StopAsync(CancellationToken cancellation)
    {
        if (_stage is Stage.Created or Stage.Stopped) return;
        var fault = await _lifecycle.StopAsync(cancellation);
        if (fault is not null) Log.LogError(fault, "{Silo} failed to stop in order", Name);
        _stage = Stage.Stopped;
    }

    private async Task StopGrainsAsync(CancellationToken cancellation)
    {
        _stage = Stage.Stopping;
        _collector.Dispose();
        await Catalog.DeactivateAllAsync(cancellation);
    }
}
