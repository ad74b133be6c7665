using Microsoft.Data.Sqlite;
using Orleans.Configuration;

namespace Exchange.Silo.Storage;

/// <summary>The file that grain state lies in when there is no database server.</summary>
public static class GrainDatabase
{
    /// <summary>The name by which Orleans knows Microsoft.Data.Sqlite.</summary>
    private const string Invariant = "System.Data.SQLite";

    private const string Script = "orleans.sql";

    /// <summary>Makes the tables and queries, or brings them up to date.</summary>
    public static async Task Prepare(string file)
    {
        await using var connection = new SqliteConnection(ConnectionString(file));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = ReadScript();
        await command.ExecuteNonQueryAsync();
    }

    public static void Configure(AdoNetGrainStorageOptions options, string file)
    {
        options.Invariant = Invariant;
        options.ConnectionString = ConnectionString(file);
        options.GrainStorageSerializer = new GrainStateSerializer();
    }

    private static string ConnectionString(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 10 }.ToString();

    private static string ReadScript()
    {
        using var stream = typeof(GrainDatabase).Assembly.GetManifestResourceStream(Script)
            ?? throw new InvalidOperationException("The script of the grain database is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
