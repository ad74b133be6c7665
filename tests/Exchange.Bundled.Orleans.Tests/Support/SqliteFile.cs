using Microsoft.Data.Sqlite;

namespace Exchange.Bundled.Orleans.Tests.Support;

/// <summary>A database file with the tables and queries that the exchange gives Orleans, gone when disposed.</summary>
public sealed class SqliteFile : IDisposable
{
    public const string Invariant = "System.Data.SQLite";

    private readonly string _folder = Directory.CreateTempSubdirectory("orleans-").FullName;

    public SqliteFile()
    {
        ConnectionString = $"Data Source={Path.Combine(_folder, "orleans.db")};Pooling=False;Default Timeout=10";

        // Twice, as at every start: the second time changes nothing.
        Execute(Script());
        Execute(Script());
    }

    public string ConnectionString { get; }

    public List<string> Query(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static string Script()
    {
        using var stream = typeof(SqliteFile).Assembly.GetManifestResourceStream("orleans.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
