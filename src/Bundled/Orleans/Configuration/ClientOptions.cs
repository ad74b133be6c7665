namespace Orleans.Configuration;

/// <summary>The database of a cluster, as its clients know it.</summary>
public class AdoNetClusteringClientOptions
{
    /// <summary>Which database.</summary>
    public string Invariant { get; set; } = null!;

    /// <summary>How to connect.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Makes connections, instead of a connection string.</summary>
    public System.Data.Common.DbDataSource? DataSource { get; set; }
}

/// <summary>How clients find silos.</summary>
public class GatewayOptions
{
    /// <summary>How often the list of silos is read.</summary>
    public TimeSpan GatewayListRefreshPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
