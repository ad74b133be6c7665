namespace Orleans.Configuration;

/// <summary>How silos watch each other; on this stack there is nobody to watch.</summary>
public class ClusterMembershipOptions
{
    /// <summary>How long a silo may take to answer a probe.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The shortest that is made of it.</summary>
    public TimeSpan MinProbeTimeout { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>The longest that is made of it.</summary>
    public TimeSpan MaxProbeTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a silo says that it lives.</summary>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the list of silos is read.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromSeconds(60);
}

/// <summary>When silos refuse clients; on this stack clients live in the silo and are never refused.</summary>
public class LoadSheddingOptions
{
    /// <summary>Whether they do.</summary>
    public bool LoadSheddingEnabled { get; set; }

    /// <summary>Beyond this share of the processors, in percent.</summary>
    public int CpuThreshold { get; set; } = 95;

    /// <summary>Beyond this share of the memory, in percent.</summary>
    public int MemoryThreshold { get; set; } = 90;
}
