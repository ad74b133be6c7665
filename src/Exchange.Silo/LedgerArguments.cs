using System.CommandLine;
using System.CommandLine.Parsing;
using Exchange.Ledger;
using Exchange.Silo.Storage;
using Npgsql;

namespace Exchange.Silo;

/// <summary>The options that say which database the ledger is in, for every command that needs it.</summary>
internal sealed class LedgerArguments
{
    private const string Postgres = "postgres";
    private const string Sqlite = "sqlite";
    private const string Variable = "EXCHANGE_CONNECTION";
    private const int Done = 0;
    private const int Failed = 2;

    private readonly Option<string> _ledger = new Option<string>("--ledger")
    { Description = "database of the ledger: sqlite, postgres", DefaultValueFactory = _ => Sqlite };

    private readonly Option<string?> _connection = new Option<string?>("--connection")
    { Description = "postgres: how to connect, as Npgsql writes it" };

    public LedgerArguments()
    {
        _ledger.AcceptOnlyFromAmong(Sqlite, Postgres);
        _ledger.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() == Postgres && Named(result.GetValue(_connection)) is null)
            {
                result.AddError($"--ledger postgres needs --connection, or {Variable}");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Add(_ledger);
        command.Add(_connection);
    }

    /// <summary>Whether the ledger is in PostgreSQL.</summary>
    public bool IsPostgres(SymbolResult result) => result.GetValue(_ledger) == Postgres;

    /// <summary>How to connect to PostgreSQL; null: the ledger is in the data folder.</summary>
    public string? Connection(ParseResult parsed) =>
        parsed.GetValue(_ledger) == Postgres ? Named(parsed.GetValue(_connection)) : null;

    /// <summary><c>migrate</c>: brings the database to the newest schema.</summary>
    public Command Migrate()
    {
        var command = new Command("migrate", "Make the tables of the exchange in PostgreSQL, or bring them up to date.")
        { _connection };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var connection = Named(parsed.GetValue(_connection)) ?? throw new LedgerException(
                    $"migrate needs --connection, or {Variable}", outcomeKnown: true);
                var applied = await PostgresLedger.MigrateAsync(connection, cancellation);
                await new PostgresGrainDatabase(connection).Prepare(cancellation);
                Console.WriteLine(applied.Count == 0 ? "up to date" : $"applied {string.Join(", ", applied)}");
                return Done;
            }
            catch (Exception exception) when (exception is LedgerException or NpgsqlException)
            {
                await Console.Error.WriteLineAsync($"exchange-silo: {exception.Message}");
                return Failed;
            }
        });
        return command;
    }

    // A connection string may hold a password, which a command line would show to everyone on the machine.
    private static string? Named(string? argument)
    {
        var named = string.IsNullOrEmpty(argument) ? Environment.GetEnvironmentVariable(Variable) : argument;
        return string.IsNullOrEmpty(named) ? null : named;
    }
}
