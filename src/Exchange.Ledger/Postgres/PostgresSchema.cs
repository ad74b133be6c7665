using System.Globalization;
using System.Reflection;
using Npgsql;

namespace Exchange.Ledger.Postgres;

/// <summary>
/// The scripts of <c>deploy/postgres</c>, which the assembly carries inside: each is applied once, in the order of
/// their numbers.
/// </summary>
internal static class PostgresSchema
{
    private const string Prefix = "postgres/";

    // Any number that nobody else uses: whoever migrates holds it until all is committed, and the others wait.
    private const long Lock = 0x45584C47;

    private const string Table =
        """
        CREATE TABLE IF NOT EXISTS ledger_schema (
            version integer PRIMARY KEY, script text NOT NULL, applied timestamptz NOT NULL DEFAULT now())
        """;

    private static readonly Assembly Assembly = typeof(PostgresSchema).Assembly;

    private static readonly (int Version, string Name)[] Scripts = [.. Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => (
            int.Parse(name[Prefix.Length..name.IndexOf('_', StringComparison.Ordinal)], CultureInfo.InvariantCulture),
            name))
        .Order()];

    /// <summary>The number of the newest schema that this program knows.</summary>
    public static int Version => Scripts[^1].Version;

    /// <summary>Brings a database to the newest schema; several processes may do so at once.</summary>
    /// <returns>The scripts that were applied.</returns>
    /// <exception cref="LedgerException">The database is of a newer program.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        var applied = new List<string>();
        if (await FindAsync(connection, cancellation) == Version)
        {
            return applied;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})", cancellation);
        await RunAsync(connection, Table, cancellation);
        var found = await FindAsync(connection, cancellation);
        foreach (var (version, name) in Scripts.Where(script => script.Version > found))
        {
            await RunAsync(connection, Read(name), cancellation);
            var script = name[Prefix.Length..];
            await using var note = new NpgsqlCommand(
                "INSERT INTO ledger_schema (version, script) VALUES ($1, $2)", connection)
            { Parameters = { new() { Value = version }, new() { Value = script } } };
            await note.ExecuteNonQueryAsync(cancellation);
            applied.Add(script);
        }

        await transaction.CommitAsync(cancellation);
        return applied;
    }

    /// <summary>Asserts that a database has the schema that this program knows; changes nothing.</summary>
    /// <exception cref="LedgerException">It has an older one, a newer one, or none.</exception>
    public static async Task AssertKnownAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var found = await FindAsync(connection, cancellation);
        if (found < Version)
        {
            throw new LedgerException(
                found == 0 ? "The database holds no ledger." : $"The ledger has schema {found} and needs a migration"
                + $" to {Version}.",
                outcomeKnown: true);
        }
    }

    // Zero: none yet.
    private static async Task<int> FindAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('ledger_schema') IS NOT NULL", connection);
        if (!(bool)(await exists.ExecuteScalarAsync(cancellation))!)
        {
            return 0;
        }

        await using var command = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM ledger_schema", connection);
        var version = (int)(await command.ExecuteScalarAsync(cancellation))!;
        return version <= Version
            ? version
            : throw new LedgerException(
                $"The ledger has schema {version}, made by a newer version of this program, which knows {Version}.",
                outcomeKnown: true);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // The texts are this assembly's own.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
