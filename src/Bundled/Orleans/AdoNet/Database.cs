using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Reflection;

namespace Orleans.Bundled.AdoNet;

/// <summary>
/// A database that the Orleans scripts have prepared: its queries stand in the table <c>OrleansQuery</c>, and this
/// class runs them. The provider's package belongs to the application and is found by name.
/// </summary>
internal sealed class Database(string invariant, string? connectionString, DbDataSource? source)
{
    private const string QueriesSql = "SELECT QueryKey, QueryText FROM OrleansQuery";
    private static readonly ConcurrentDictionary<string, DbProviderFactory> Factories = new(StringComparer.Ordinal);

    private Dictionary<string, string> _queries = [];

    /// <summary>Reads the queries; before anything else.</summary>
    /// <exception cref="InvalidOperationException">One that is needed is missing.</exception>
    public async Task LoadAsync(string[] needed, CancellationToken cancellation)
    {
        var rows = await RunAsync(QueriesSql, [], row => (row.GetString(0), row.GetString(1)), cancellation);
        _queries = rows.ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal);
        var missing = needed.Where(key => !_queries.ContainsKey(key)).ToArray();
        if (missing.Length > 0)
        {
            throw new InvalidOperationException($"OrleansQuery has no {string.Join(", ", missing)}: run the scripts.");
        }
    }

    public bool Has(string key) => _queries.ContainsKey(key);

    /// <summary>Runs a query by its key and reads all rows of all its results.</summary>
    public Task<List<T>> QueryAsync<T>(
        string key, DbArgument[] arguments, Func<DbDataReader, T> read, CancellationToken cancellation) =>
        RunAsync(_queries[key], arguments, read, cancellation);

    private async Task<List<T>> RunAsync<T>(
        string sql, DbArgument[] arguments, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using var connection = Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is the database's own, written there by the operator's scripts.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var argument in arguments) command.Parameters.Add(argument.For(command));
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        do
        {
            while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
        }
        while (await reader.NextResultAsync(cancellation));
        return rows;
    }

    private DbConnection Connect()
    {
        if (source is not null) return source.CreateConnection();
        var connection = Factories.GetOrAdd(invariant, FactoryOf).CreateConnection()
            ?? throw new InvalidOperationException($"The provider of '{invariant}' makes no connections.");
        connection.ConnectionString = connectionString;
        return connection;
    }

    // The names are those that Microsoft Orleans knows; the SQLite one means Microsoft's provider.
    private static DbProviderFactory FactoryOf(string name)
    {
        var (assembly, type) = name switch
        {
            "Npgsql" => ("Npgsql", "Npgsql.NpgsqlFactory"),
            "System.Data.SQLite" => ("Microsoft.Data.Sqlite", "Microsoft.Data.Sqlite.SqliteFactory"),
            "Microsoft.Data.SqlClient" => ("Microsoft.Data.SqlClient", "Microsoft.Data.SqlClient.SqlClientFactory"),
            "MySql.Data.MySqlConnector" => ("MySqlConnector", "MySqlConnector.MySqlConnectorFactory"),
            _ => throw new InvalidOperationException($"Database invariant '{name}' is not supported."),
        };
        var field = Assembly.Load(new AssemblyName(assembly)).GetType(type, throwOnError: true)!
            .GetField("Instance", BindingFlags.Static | BindingFlags.Public);
        return field?.GetValue(null) as DbProviderFactory
            ?? throw new InvalidOperationException($"{type} has no static field Instance.");
    }
}

/// <summary>A parameter of a query.</summary>
internal readonly record struct DbArgument(string Name, DbType Type, object? Value)
{
    public static DbArgument Of(string name, string? value) => new(name, DbType.String, value);

    public static DbArgument Of(string name, int value) => new(name, DbType.Int32, value);

    public static DbArgument OfNullable(string name, int? value) => new(name, DbType.Int32, value);

    public static DbArgument Of(string name, long value) => new(name, DbType.Int64, value);

    public static DbArgument Of(string name, byte[] value) => new(name, DbType.Binary, value);

    public static DbArgument Of(string name, DateTime value) => new(name, DbType.DateTime, value);

    public DbParameter For(DbCommand command)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = Name;
        parameter.Value = Value ?? DBNull.Value;
        parameter.DbType = Type;
        return parameter;
    }
}
