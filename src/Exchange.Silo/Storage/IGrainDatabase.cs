namespace Exchange.Silo.Storage;

/// <summary>The database that grain state lies in.</summary>
public interface IGrainDatabase
{
    /// <summary>Makes the tables and queries, or brings them up to date; at every start, before Orleans'.</summary>
    Task Prepare(CancellationToken cancellation = default);

    /// <summary>Adds the grain storage of a name that lies in it.</summary>
    void AddStorage(ISiloBuilder silo, string name);
}
