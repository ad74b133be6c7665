using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;

namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>
/// ADO.NET grain storage on PostgreSQL, as fast as it can be had: the tables and queries of the product, statements
/// prepared once for each connection, states in the binary form of Orleans' own serializer.
/// </summary>
internal static class TextbookStorage
{
    public const string Name = "textbook";
    public const string WalletState = "textbook-wallet";
    public const string TokenState = "textbook-token";

    private const string Invariant = "Npgsql";
    private const int ConnectionsMax = 32;
    private const int StatementsMax = 16;

    public static ISiloBuilder AddTextbookStorage(this ISiloBuilder silo, string connection)
    {
        var tuned = new NpgsqlConnectionStringBuilder(connection)
        {
            ApplicationName = "exchange-textbook",
            MaxPoolSize = ConnectionsMax,
            MaxAutoPrepare = StatementsMax,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
        }.ToString();
        return silo.AddAdoNetGrainStorage(Name, storage => storage.Configure<Serializer>((options, serializer) =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = tuned;
            options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        }));
    }
}
