using System.Globalization;
using Exchange.Domain.Ledger;

namespace Exchange.Ledger.Sqlite;

/// <summary>The reading side, on one connection.</summary>
internal sealed class SqliteQueries(SqliteSession session) : IDisposable
{
    /// <summary>Every balance there is; one that went back to nothing is none.</summary>
    public const string BalancesText =
        "SELECT account, asset, amount FROM balance WHERE amount <> '0.00000000' ORDER BY account, asset";

    /// <summary>Every token state.</summary>
    public const string TokensText = "SELECT symbol, version, entry_id, state FROM token_state ORDER BY symbol";

    /// <summary>The noted end of every chain.</summary>
    public const string ChainsText = "SELECT writer, entries, sequence, hash FROM writer ORDER BY writer";

    private const string Columns = SqliteRows.EntryColumns;

    public RecordedEntry? FindEntry(EntryId id)
    {
        var row = session.Prepare($"SELECT {Columns} FROM entry WHERE id = ?1").Bind(1, id.ToBytes());
        return First(row, SqliteRows.Entry);
    }

    public TokenSnapshot? LoadToken(string symbol)
    {
        var row = session.Prepare("SELECT symbol, version, entry_id, state FROM token_state WHERE symbol = ?1");
        return First(row.Bind(1, symbol), SqliteRows.Token);
    }

    /// <summary>Version and balances of one moment: both are read in one transaction.</summary>
    public WalletSnapshot LoadWallet(string walletId)
    {
        Begin();
        try
        {
            var version = session.Prepare("SELECT version FROM wallet WHERE wallet_id = ?1").Bind(1, walletId);
            var balances = session.Prepare(
                """
                SELECT account, asset, amount FROM balance
                WHERE account IN (?1, ?2) AND amount <> '0.00000000' ORDER BY account, asset
                """);
            balances.Bind(1, Accounts.Wallet(walletId)).Bind(2, Accounts.Held(walletId));
            return new WalletSnapshot(
                walletId, First(version, row => row.Integer(0)), All(balances, SqliteRows.Balance));
        }
        finally
        {
            End();
        }
    }

    public List<RecordedEntry> ListEntries(EntryQuery query)
    {
        var before = query.Before > 0 ? query.Before : long.MaxValue;
        var row = session.Prepare(ListText(query)).Bind(1, before).Bind(2, query.Limit);
        if (query.WalletId is not null)
        {
            row.Bind(3, query.WalletId);
        }

        if (query.Symbol is not null)
        {
            row.Bind(4, query.Symbol);
        }

        return All(row, SqliteRows.Entry);
    }

    /// <summary>The next entries above a sequence, in order.</summary>
    public List<RecordedEntry> ReadEntries(long after, int limit)
    {
        var row = session.Prepare($"SELECT {Columns} FROM entry WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
        return All(row.Bind(1, after).Bind(2, limit), SqliteRows.Entry);
    }

    /// <summary>The next entries of a wallet above a sequence, in order.</summary>
    public List<RecordedEntry> ReadWalletEntries(string walletId, long after, int limit)
    {
        var row = session.Prepare(
            $"SELECT {Columns} FROM entry WHERE wallet_id = ?3 AND sequence > ?1 ORDER BY sequence LIMIT ?2");
        return All(row.Bind(1, after).Bind(2, limit).Bind(3, walletId), SqliteRows.Entry);
    }

    /// <summary>
    /// Row by row; the caller must end the enumeration before it uses this connection for anything else.
    /// </summary>
    public IEnumerable<T> Stream<T>(string sql, Func<SqliteStatement, T> read)
    {
        var row = session.Prepare(sql);
        try
        {
            while (row.Step())
            {
                yield return read(row);
            }
        }
        finally
        {
            row.Reset();
        }
    }

    /// <summary>From here to the end, everything read is of one moment.</summary>
    public void Begin() => session.Prepare("BEGIN").Run();

    /// <summary>As <see cref="Begin"/>, but of this moment and not of the first reading.</summary>
    public void BeginNow()
    {
        Begin();
        session.QueryInteger("SELECT count(*) FROM (SELECT 1 FROM entry LIMIT 1)");
    }

    public void End() => session.Prepare("ROLLBACK").Run();

    public void Dispose() => session.Dispose();

    // The wallet's index is the narrower one if both are asked for. Texts differ by kinds only, so they are few.
    private static string ListText(EntryQuery query)
    {
        var wallet = query.WalletId is null ? "" : " AND wallet_id = ?3";
        var symbol = query.Symbol is null ? "" : query.WalletId is null ? " AND symbol = ?4" : " AND +symbol = ?4";
        var codes = query.Kinds.Select(kind => ((int)kind).ToString(CultureInfo.InvariantCulture));
        var kinds = query.Kinds.Count == 0 ? "" : $" AND kind IN ({string.Join(',', codes.Distinct().Order())})";
        var where = $"sequence < ?1{wallet}{symbol}{kinds}";
        return $"SELECT {Columns} FROM entry WHERE {where} ORDER BY sequence DESC LIMIT ?2";
    }

    private static T? First<T>(SqliteStatement row, Func<SqliteStatement, T> read)
    {
        try
        {
            return row.Step() ? read(row) : default;
        }
        finally
        {
            row.Reset();
        }
    }

    private static List<T> All<T>(SqliteStatement row, Func<SqliteStatement, T> read)
    {
        try
        {
            var all = new List<T>();
            while (row.Step())
            {
                all.Add(read(row));
            }

            return all;
        }
        finally
        {
            row.Reset();
        }
    }
}
