namespace Orleans.Runtime;

/// <summary>The stages of a silo's life.</summary>
public interface ISiloLifecycle : ILifecycleObservable
{
    /// <summary>The last stage that was started.</summary>
    int HighestCompletedStage { get; }

    /// <summary>The last stage that was stopped.</summary>
    int LowestStoppedStage { get; }
}

/// <summary>What a service can learn about the silo it runs in.</summary>
public interface ILocalSiloDetails
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>The cluster it belongs to.</summary>
    string ClusterId { get; }

    /// <summary>The machine it runs on.</summary>
    string DnsHostName { get; }

    /// <summary>Its address.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>Its address for clients.</summary>
    SiloAddress GatewayAddress { get; }
}

/// <summary>Runs once when the silo starts.</summary>
public interface IStartupTask
{
    /// <summary>Runs.</summary>
    Task Execute(CancellationToken cancellationToken);
}
