using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Exchange.Bundled.Orleans.Tests.Support;

/// <summary>A database with the tables and queries that the exchange gives Orleans, gone when disposed.</summary>
public abstract class TestDatabase : IDisposable
{
    /// <summary>The name by which Orleans knows the provider.</summary>
    public abstract string Invariant { get; }

    public abstract string ConnectionString { get; }

    /// <summary>What the database calls a column of bytes.</summary>
    public abstract string Bytes { get; }

    /// <summary>The rows, each as its values with a bar between them; bytes as the text that they hold.</summary>
    public List<string> Query(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        }

        return rows;
    }

    public void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Drop();
        GC.SuppressFinalize(this);
    }

    protected abstract DbConnection Connect();

    protected abstract void Drop();

    protected static string Script(string name)
    {
        using var stream = typeof(TestDatabase).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private DbConnection Open()
    {
        var connection = Connect();
        connection.Open();
        return connection;
    }

    private static string? Text(object value) => value is byte[] bytes
        ? Encoding.UTF8.GetString(bytes)
        : Convert.ToString(value, CultureInfo.InvariantCulture);
}
