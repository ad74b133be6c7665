using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Exchange.Bundled.Orleans.Tests.Support;

/// <summary>One in a file of its own.</summary>
public sealed class SqliteFile : TestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orleans-").FullName;

    public SqliteFile()
    {
        ConnectionString = $"Data Source={Path.Combine(_folder, "orleans.db")};Pooling=False;Default Timeout=10";

        // Twice, as at every start: the second time changes nothing.
        Execute(Script("orleans.sql"));
        Execute(Script("orleans.sql"));
    }

    public override string Invariant => "System.Data.SQLite";

    public override string ConnectionString { get; }

    public override string Bytes => "BLOB";

    protected override DbConnection Connect() => new SqliteConnection(ConnectionString);

    protected override void Drop() => Directory.Delete(_folder, true);
}
