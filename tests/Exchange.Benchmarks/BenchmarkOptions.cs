using Exchange.Benchmarks.Databases;
using Exchange.Benchmarks.Harness;

namespace Exchange.Benchmarks;

/// <summary>What the command line says.</summary>
/// <param name="Seconds">Length of one run.</param>
/// <param name="Runs">Measured runs; the median of them counts.</param>
/// <param name="Wallets">Wallets that place orders; at least as many as there are orders in flight.</param>
/// <param name="Tokens">Tokens that are traded.</param>
/// <param name="InFlight">Orders under way at once.</param>
/// <param name="Connections">HTTP/2 connections that they share.</param>
/// <param name="DataPath">Folder that databases are made in and removed from; it decides which disk is
/// measured.</param>
/// <param name="Ledger">Database of the ledger.</param>
public sealed record BenchmarkOptions(
    double Seconds, int Runs, int Wallets, int Tokens, int InFlight, int Connections, string DataPath, string Ledger)
{
    /// <summary>PostgreSQL, as a cluster has it.</summary>
    public const string Postgres = "postgres";

    /// <summary>SQLite, as it comes embedded.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>Starts what makes the databases.</summary>
    internal async Task<IDatabases> StartDatabasesAsync(Scratch scratch) => Ledger == Postgres
        ? await PostgresDatabases.StartAsync(scratch)
        : new SqliteDatabases(scratch);

    /// <summary>The load, in words.</summary>
    internal string LoadDescription =>
        $"{Figures.Whole(Wallets)} wallets, {Tokens} tokens, {Connections} connections, {InFlight} in flight; "
        + $"{Runs} runs of {Figures.Tenths(Seconds)} s";

    /// <summary>Says what makes no sense, or nothing.</summary>
    public string? Complaint => this switch
    {
        { Seconds: <= 0 } => "--seconds must be more than zero",
        { Runs: < 1 } => "--runs must be at least 1",
        { InFlight: < 1 } => "--inflight must be at least 1",
        { Connections: < 1 } => "--connections must be at least 1",
        { Tokens: < 1 or > 99 } => "--tokens must be 1 to 99",
        { Wallets: var wallets, InFlight: var inFlight } when wallets < inFlight =>
            "--wallets must be at least --inflight: no two orders of one wallet are under way at once",
        _ => null,
    };
}
