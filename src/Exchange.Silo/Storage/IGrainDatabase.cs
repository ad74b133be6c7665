using Orleans.Configuration;

namespace Exchange.Silo.Storage;

/// <summary>The database that grain state lies in.</summary>
public interface IGrainDatabase
{
    /// <summary>Makes the tables and queries, or brings them up to date; at every start, before Orleans'.</summary>
    Task Prepare(CancellationToken cancellation = default);

    /// <summary>Tells Orleans where it is, and how state is written.</summary>
    void Configure(AdoNetGrainStorageOptions options);
}
