using System.Globalization;
using Exchange.Domain.Ledger;
using Exchange.Ledger.Encoding;
using Exchange.Ledger.Writing;
using Npgsql;
using NpgsqlTypes;

namespace Exchange.Ledger.Postgres;

/// <summary>
/// Makes what writes a batch in one round trip and one transaction: the end of the chain, tokens, wallets, shares,
/// entries. Each statement says how many rows it must find as they were read, and the transaction ends if it finds
/// fewer.
/// </summary>
internal sealed class PostgresTables(NpgsqlConnection connection, int writer)
{
    private const string Writer =
        """
        WITH done AS (
            UPDATE writer SET entries = $2, sequence = $3, hash = $4
            WHERE number = $1 AND entries = $5 AND closed IS NULL RETURNING 1)
        SELECT ledger_expect(count(*), 1) FROM done
        """;

    private const string Tokens =
        """
        WITH done AS (
            UPDATE token t SET sequence = $3, version = u.version, entry_id = u.entry_id,
                state = coalesce(u.state, t.state), balances = u.balances, open = u.open
            FROM unnest($1::text[], $2::bigint[], $4::bigint[], $5::uuid[], $6::text[], $7::text[], $8::text[])
                AS u (symbol, follows, version, entry_id, state, balances, open)
            WHERE t.symbol = u.symbol AND t.sequence = u.follows RETURNING 1)
        SELECT ledger_expect(count(*), cardinality($1::text[])) FROM done
        """;

    private const string Wallets =
        """
        WITH done AS (
            UPDATE wallet w SET sequence = $3, version = u.version, balances = u.balances
            FROM unnest($1::text[], $2::bigint[], $4::bigint[], $5::text[])
                AS u (wallet_id, follows, version, balances)
            WHERE w.wallet_id = u.wallet_id AND w.sequence = u.follows RETURNING 1)
        SELECT ledger_expect(count(*), cardinality($1::text[])) FROM done
        """;

    private const string Shares =
        """
        INSERT INTO share (writer, account, asset, amount)
        SELECT $1, u.account, u.asset, u.amount::numeric FROM unnest($2::text[], $3::text[], $4::text[])
            AS u (account, asset, amount)
        ON CONFLICT (writer, account, asset) DO UPDATE SET amount = excluded.amount
        """;

    private const string Entries =
        """
        INSERT INTO entry (
            writer, sequence, id, kind, time, wallet_id, symbol, cause, postings, detail, hash, state_hash)
        SELECT $1, u.* FROM unnest(
            $2::bigint[], $3::uuid[], $4::smallint[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::bytea[], $12::bytea[]) AS u
        """;

    /// <summary>Makes the statements that write and commit; nothing is sent, and the rows are as if it were.</summary>
    /// <param name="locked">Whether a transaction is under way that the batch ends.</param>
    /// <param name="before">How many entries the chain had.</param>
    public NpgsqlBatch Prepare(
        bool locked, long before, HashChain chain, List<PendingCommit> landed, List<byte[]> hashes,
        PostgresChanges changes)
    {
        var sequence = landed[^1].Sequence;
        var batch = new NpgsqlBatch(connection);
        Add(batch, Writer, writer, chain.Count, sequence, chain.Head, before);
        AddTokens(batch, changes.Tokens, sequence);
        AddWallets(batch, changes.Wallets, sequence);
        AddShares(batch, changes.Shares);
        AddEntries(batch, landed, hashes);
        if (locked)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        }

        changes.Tokens.ForEach(row => row.WrittenWith(sequence));
        changes.Wallets.ForEach(row => row.WrittenWith(sequence));
        return batch;
    }

    private static void AddTokens(NpgsqlBatch batch, List<OwnerRow> rows, long sequence)
    {
        if (rows.Count > 0)
        {
            Add(
                batch, Tokens, Of(rows, row => row.Name), Of(rows, row => row.Sequence), sequence,
                Of(rows, row => row.Version), Of(rows, Entry), Of(rows, row => row.StateText),
                Of(rows, row => BalanceLines.Write(row.Balances.Where(each => IsNeverNegative(row, each)))),
                Of(rows, row => BalanceLines.Write(row.Balances.Where(each => !IsNeverNegative(row, each)))));
        }
    }

    private static void AddWallets(NpgsqlBatch batch, List<OwnerRow> rows, long sequence)
    {
        if (rows.Count > 0)
        {
            Add(
                batch, Wallets, Of(rows, row => row.Name), Of(rows, row => row.Sequence), sequence,
                Of(rows, row => row.Version), Of(rows, row => BalanceLines.Write(row.Balances)));
        }
    }

    private void AddShares(NpgsqlBatch batch, Dictionary<BalanceKey, Domain.Money.Amount> shares)
    {
        if (shares.Count > 0)
        {
            var rows = shares.ToList();
            Add(
                batch, Shares, writer, Of(rows, row => row.Key.Account), Of(rows, row => row.Key.Asset),
                Of(rows, row => row.Value.ToString()));
        }
    }

    private void AddEntries(NpgsqlBatch batch, List<PendingCommit> landed, List<byte[]> hashes) => Add(
        batch, Entries, writer,
        Of(landed, row => row.Sequence),
        Of(landed, row => PostgresRows.Uuid(row.Commit.Entry.Id)),
        Of(landed, row => (short)row.Commit.Entry.Kind),
        Of(landed, row => row.Commit.Entry.Time.UtcTicks),
        Of(landed, row => row.Commit.Entry.WalletId),
        Of(landed, row => row.Commit.Entry.Symbol),
        Of(landed, row => row.Commit.Entry.Cause),
        Of(landed, row => row.Postings),
        Of(landed, row => row.Commit.Entry.Detail),
        hashes.ToArray(),
        Of(landed, row => row.StateHash.IsNone ? null : Bytes(row.StateHash)));

    private static bool IsNeverNegative(OwnerRow row, BalanceLines.Balance balance) =>
        Accounts.IsNeverNegative(Accounts.Token(row.Name), balance.Asset);

    private static Guid? Entry(OwnerRow row) => row.EntryId == EntryId.None ? null : PostgresRows.Uuid(row.EntryId);

    private static byte[] Bytes(StateHash hash)
    {
        var bytes = new byte[StateHash.Length];
        hash.Write(bytes);
        return bytes;
    }

    private static TColumn[] Of<TRow, TColumn>(List<TRow> rows, Func<TRow, TColumn> read)
    {
        var column = new TColumn[rows.Count];
        for (var index = 0; index < column.Length; index++)
        {
            column[index] = read(rows[index]);
        }

        return column;
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
#pragma warning disable CA2100 // The texts are this class's own.
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = TypeOf(value) });
        }

        batch.BatchCommands.Add(command);
    }

    private static NpgsqlDbType TypeOf(object value) => value switch
    {
        int => NpgsqlDbType.Integer,
        long => NpgsqlDbType.Bigint,
        byte[] => NpgsqlDbType.Bytea,
        string[] => NpgsqlDbType.Array | NpgsqlDbType.Text,
        long[] => NpgsqlDbType.Array | NpgsqlDbType.Bigint,
        short[] => NpgsqlDbType.Array | NpgsqlDbType.Smallint,
        Guid[] or Guid?[] => NpgsqlDbType.Array | NpgsqlDbType.Uuid,
        byte[][] => NpgsqlDbType.Array | NpgsqlDbType.Bytea,
        _ => throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"No column type for {value.GetType()}.")),
    };
}
