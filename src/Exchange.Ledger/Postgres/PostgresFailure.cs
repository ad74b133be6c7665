using Npgsql;

namespace Exchange.Ledger.Postgres;

/// <summary>What an exception of the database means. Messages from below may name hosts and users, so none is
/// passed on.</summary>
internal static class PostgresFailure
{
    /// <summary>The code that <c>ledger_expect</c> raises.</summary>
    private const string RowsChanged = "XL001";

    /// <summary>Another writer was there first: trying again under locks helps.</summary>
    public static bool IsConflict(Exception e) => e is PostgresException
    {
        SqlState: RowsChanged
            or PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected
    };

    /// <summary>What the batch holds cannot be stored: data exceptions, broken constraints, limits.</summary>
    public static bool IsOfData(Exception e) => e is PostgresException { SqlState: var state }
        && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal)
            || state.StartsWith("54", StringComparison.Ordinal) || state == PostgresErrorCodes.RaiseException);

    /// <summary>
    /// Whether the server itself said that the transaction failed. A server that is being shut down, a connection that
    /// broke and a time that ran out say nothing about a commit that was under way.
    /// </summary>
    public static bool IsRolledBack(Exception e) => e is PostgresException { SqlState: var state }
        && (IsConflict(e) || IsOfData(e) || state[..2] is "25" or "40" or "42" or "53" or "55");

    /// <summary>Whether the database cannot be reached now and may be later.</summary>
    public static bool IsUnreachable(Exception e) => e switch
    {
        PostgresException { SqlState: var state } => state[..2] is "08" or "53" or "57",
        NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException => true,
        _ => false,
    };

    /// <summary>Whether an exception is the database's at all.</summary>
    public static bool IsOfDatabase(Exception e) =>
        e is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException;

    /// <summary>For callers.</summary>
    public static LedgerException Of(string what, Exception e, bool outcomeKnown = true)
    {
        var code = e is PostgresException { SqlState: var state } ? $" (PostgreSQL {state})" : "";
        return new LedgerException($"{what}{code}.", outcomeKnown, e) { IsUnreachable = IsUnreachable(e) };
    }
}
