using System.Runtime.CompilerServices;
using Exchange.Domain.Ledger;
using Npgsql;

namespace Exchange.Ledger.Postgres;

/// <summary>The reading side, on one connection.</summary>
internal sealed class PostgresQueries(NpgsqlConnection connection) : IAsyncDisposable
{
    /// <summary>Every balance there is.</summary>
    public const string BalancesText = "SELECT account, asset, amount FROM balance ORDER BY account, asset";

    /// <summary>Every token state.</summary>
    public const string TokensText =
        "SELECT symbol, version, entry_id, state FROM token WHERE version > 0 ORDER BY symbol";

    /// <summary>The noted end of every chain.</summary>
    public const string ChainsText =
        "SELECT number, entries, sequence, hash FROM writer WHERE entries > 0 ORDER BY number";

    private const string Columns = PostgresRows.EntryColumns;

    public async ValueTask<RecordedEntry?> FindEntryAsync(EntryId id, CancellationToken cancellation) =>
        (await AllAsync($"SELECT {Columns} FROM entry WHERE id = $1", PostgresRows.Entry, cancellation,
            PostgresRows.Uuid(id))).FirstOrDefault();

    public async ValueTask<TokenSnapshot?> LoadTokenAsync(string symbol, CancellationToken cancellation) =>
        (await AllAsync("SELECT symbol, version, entry_id, state FROM token WHERE symbol = $1 AND version > 0",
            PostgresRows.Token, cancellation, symbol)).FirstOrDefault();

    /// <summary>Version and balances of one moment: they are one row.</summary>
    public async ValueTask<WalletSnapshot> LoadWalletAsync(string walletId, CancellationToken cancellation)
    {
        var rows = await AllAsync(
            "SELECT version, balances FROM wallet WHERE wallet_id = $1",
            row => (Version: row.GetInt64(0), Balances: Read(walletId, row.GetString(1))), cancellation, walletId);
        return rows.Count == 0
            ? new WalletSnapshot(walletId, 0, [])
            : new WalletSnapshot(walletId, rows[0].Version, rows[0].Balances);
    }

    public async ValueTask<IReadOnlyList<RecordedEntry>> ListEntriesAsync(
        EntryQuery query, CancellationToken cancellation)
    {
        object[] values =
        [
            query.Before > 0 ? query.Before : long.MaxValue, query.Limit,
            query.WalletId ?? "", query.Symbol ?? "", query.Kinds.Select(kind => (short)kind).ToArray(),
        ];
        return await AllAsync(ListText(query), PostgresRows.Entry, cancellation, values);
    }

    /// <summary>The text of a listing: orders and everything else have indexes of their own.</summary>
    public static string ListText(EntryQuery query)
    {
        var wallet = query.WalletId is null ? " AND $3::text IS NOT NULL" : " AND wallet_id = $3";
        var symbol = query.Symbol is null ? " AND $4::text IS NOT NULL" : " AND symbol = $4";
        var kinds = query.Kinds.Count == 0 ? " AND $5::smallint[] IS NOT NULL" : " AND kind = ANY ($5)";
        var others = query.Kinds.Count > 0
            && !query.Kinds.Contains(EntryKind.Creation) && !query.Kinds.Contains(EntryKind.Redemption)
            ? " AND kind <> 3 AND kind <> 4"
            : "";
        return $"SELECT {Columns} FROM entry WHERE sequence < $1{wallet}{symbol}{kinds}{others}"
            + " ORDER BY sequence DESC LIMIT $2";
    }

    /// <summary>The next entries above a sequence, in order.</summary>
    public ValueTask<List<RecordedEntry>> ReadEntriesAsync(long after, int limit, CancellationToken cancellation) =>
        AllAsync($"SELECT {Columns} FROM entry WHERE sequence > $1 ORDER BY sequence LIMIT $2", PostgresRows.Entry,
            cancellation, after, limit);

    /// <summary>The next entries of a wallet above a sequence, in order.</summary>
    public ValueTask<List<RecordedEntry>> ReadWalletEntriesAsync(
        string walletId, long after, int limit, CancellationToken cancellation) =>
        AllAsync(
            $"SELECT {Columns} FROM entry WHERE wallet_id = $3 AND sequence > $1 ORDER BY sequence LIMIT $2",
            PostgresRows.Entry, cancellation, after, limit, walletId);

    /// <summary>Row by row; the whole is never in memory.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = Command(sql);
        command.CommandTimeout = 0; // millions of balances take their time to be put in order
        await using var row = await GuardAsync(() => command.ExecuteReaderAsync(cancellation));
        while (await GuardAsync(() => row.ReadAsync(cancellation)))
        {
            yield return read(row);
        }
    }

    /// <summary>From here on everything read is of one moment.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellation)
    {
        await using var command = Command("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; SELECT 1");
        await GuardAsync(() => command.ExecuteNonQueryAsync(cancellation));
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>Runs something on the database and turns its failures into the ledger's.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (PostgresFailure.IsOfDatabase(e))
        {
            throw PostgresFailure.Of("The ledger could not be read", e);
        }
    }

    private async ValueTask<List<T>> AllAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await GuardAsync(async () =>
        {
            var all = new List<T>();
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                all.Add(read(row));
            }

            return all;
        });
    }

#pragma warning disable CA2100 // The texts are this class's own.
    private NpgsqlCommand Command(string sql) => new(sql, connection);
#pragma warning restore CA2100

    private static List<Posting> Read(string walletId, string balances)
    {
        var lines = new List<BalanceLines.Balance>();
        if (!BalanceLines.TryRead(balances, lines))
        {
            throw new InvalidDataException($"The balances of wallet {walletId} cannot be read.");
        }

        return [.. lines
            .Select(line => new Posting(Accounts.Wallet(walletId) + line.Place, line.Asset, line.Value))
            .OrderBy(balance => balance.Account, StringComparer.Ordinal)
            .ThenBy(balance => balance.Asset, StringComparer.Ordinal)];
    }
}
