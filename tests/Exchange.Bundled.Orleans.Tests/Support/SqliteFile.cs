using Microsoft.Data.Sqlite;

namespace Exchange.Bundled.Orleans.Tests.Support;

/// <summary>A database file with the tables and queries that Orleans looks up, gone when disposed.</summary>
public sealed class SqliteFile : IDisposable
{
    public const string Invariant = "System.Data.SQLite";

    private const string Key = """
        GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0
        AND GrainIdN1 = @GrainIdN1 AND GrainTypeString = @GrainTypeString
        AND GrainIdExtensionString IS @GrainIdExtensionString AND ServiceId = @ServiceId
        """;

    private const string Reminder = "ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName";
    private const string Columns = "SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable";
    private const string Returning = "RETURNING Version AS NewGrainStateVersion;";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"orleans-{Guid.NewGuid():N}.db");

    public SqliteFile()
    {
        ConnectionString = $"Data Source={_path};Pooling=False;Default Timeout=10";
        Execute("""
            CREATE TABLE OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);
            CREATE TABLE OrleansStorage (
                GrainIdHash INTEGER NOT NULL, GrainIdN0 INTEGER NOT NULL, GrainIdN1 INTEGER NOT NULL,
                GrainTypeHash INTEGER NOT NULL, GrainTypeString TEXT NOT NULL, GrainIdExtensionString TEXT,
                ServiceId TEXT NOT NULL, PayloadBinary BLOB, ModifiedOn TEXT NOT NULL, Version INTEGER);
            CREATE TABLE OrleansRemindersTable (
                ServiceId TEXT NOT NULL, GrainId TEXT NOT NULL, ReminderName TEXT NOT NULL, StartTime TEXT NOT NULL,
                Period INTEGER NOT NULL, GrainHash INTEGER NOT NULL, Version INTEGER NOT NULL,
                PRIMARY KEY (ServiceId, GrainId, ReminderName));
            """);
        Add("ReadFromStorageKey", $"SELECT PayloadBinary, Version FROM OrleansStorage WHERE {Key};");
        Add("WriteToStorageKey", $"""
            INSERT INTO OrleansStorage
                (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId,
                PayloadBinary, ModifiedOn, Version)
            SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString,
                @ServiceId, @PayloadBinary, datetime('now'), 1
            WHERE @GrainStateVersion IS NULL AND NOT EXISTS (SELECT 1 FROM OrleansStorage WHERE {Key}) {Returning}
            UPDATE OrleansStorage SET PayloadBinary = @PayloadBinary, ModifiedOn = datetime('now'), Version = Version + 1
            WHERE {Key} AND @GrainStateVersion IS NOT NULL AND Version = @GrainStateVersion {Returning}
            """);
        Add("ClearStorageKey", $"""
            UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = datetime('now'), Version = Version + 1
            WHERE {Key} AND Version = @GrainStateVersion {Returning}
            """);
        Add("ReadReminderRowsKey", $"{Columns} WHERE ServiceId = @ServiceId AND GrainId = @GrainId;");
        Add("ReadReminderRowKey", $"{Columns} WHERE {Reminder};");
        Add("ReadRangeRows1Key", $"""
            {Columns} WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash;
            """);
        Add("ReadRangeRows2Key", $"""
            {Columns} WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash);
            """);
        Add("UpsertReminderRowKey", """
            INSERT INTO OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
            VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
            ON CONFLICT DO UPDATE SET StartTime = excluded.StartTime, Period = excluded.Period, Version = Version + 1
            RETURNING Version;
            """);
        Add("DeleteReminderRowKey", $"""
            DELETE FROM OrleansRemindersTable WHERE {Reminder} AND Version = @Version; SELECT changes();
            """);
        Add("DeleteReminderRowsKey", "DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId;");
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

    public void Execute(string sql) => Query(sql);

    public void Dispose() => File.Delete(_path);

    private void Add(string key, string text)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO OrleansQuery VALUES ($key, $text)";
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$text", text);
        command.ExecuteNonQuery();
    }
}
