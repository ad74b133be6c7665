namespace Orleans.Configuration;

/// <summary>The database of a cluster.</summary>
public class AdoNetClusteringSiloOptions
{
    /// <summary>Which database.</summary>
    public string Invariant { get; set; } = null!;

    /// <summary>How to connect.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Makes connections, instead of a connection string.</summary>
    public System.Data.Common.DbDataSource? DataSource { get; set; }
}
