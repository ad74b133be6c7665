using Exchange.Domain.Ledger;
using Exchange.Ledger.Writing;
using Npgsql;
using NpgsqlTypes;

namespace Exchange.Ledger.Postgres;

/// <summary>Brings the rows that a batch touches into the writer's memory, plainly or under locks.</summary>
internal sealed class PostgresLoader(NpgsqlConnection connection, PostgresOwners owners)
{
    private const string ReadTokens =
        "SELECT symbol, sequence, version, entry_id, balances, open FROM token WHERE symbol = ANY ($1) ORDER BY symbol";

    private const string ReadWallets =
        "SELECT wallet_id, sequence, version, balances FROM wallet WHERE wallet_id = ANY ($1) ORDER BY wallet_id";

    private const string ForUpdate = " FOR NO KEY UPDATE";

    private readonly NpgsqlParameter<string[]> _tokens = Names();
    private readonly NpgsqlParameter<string[]> _wallets = Names();
    private readonly NpgsqlParameter<Guid[]> _ids = new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    /// <summary>The largest sequence that was read.</summary>
    public long SequenceMax { get; private set; }

    /// <summary>Reads the rows that are not remembered, and makes those that do not exist, without a lock.</summary>
    public void Complete(Touched touched)
    {
        (_tokens.TypedValue, _wallets.TypedValue) = owners.Missing(touched);
        if (_tokens.TypedValue!.Length + _wallets.TypedValue!.Length == 0)
        {
            return;
        }

        Read(new NpgsqlBatch(connection)
        {
            BatchCommands = { With(ReadTokens, _tokens), With(ReadWallets, _wallets) },
        });
        (_tokens.TypedValue, _wallets.TypedValue) = owners.Missing(touched);
        if (_tokens.TypedValue!.Length + _wallets.TypedValue!.Length == 0)
        {
            return;
        }

        // Rows of nothing, in a transaction of their own: made under the locks of a batch, they would be locked out of
        // turn. Whoever else makes them at the same time makes the same.
        Read(new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                With("INSERT INTO token (symbol) SELECT unnest($1) ON CONFLICT DO NOTHING", _tokens),
                With("INSERT INTO wallet (wallet_id) SELECT unnest($1) ON CONFLICT DO NOTHING", _wallets),
                With(ReadTokens, _tokens),
                With(ReadWallets, _wallets),
            },
        });
    }

    /// <summary>
    /// Begins a transaction, locks every row that the batch touches, and reads them, the ids that are taken and the
    /// last sequence: a writer whose number ends in the same digits must not give the same ones again.
    /// </summary>
    public void Lock(Touched touched, IReadOnlyList<PendingCommit> batch)
    {
        _tokens.TypedValue = touched.Tokens;
        _wallets.TypedValue = touched.Wallets;
        _ids.TypedValue = [.. batch.Select(pending => PostgresRows.Uuid(pending.Commit.Entry.Id))];
        Read(new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("BEGIN"),
                With(ReadTokens + ForUpdate, _tokens),
                With(ReadWallets + ForUpdate, _wallets),
                With("SELECT id FROM entry WHERE id = ANY ($1)", _ids),
                new NpgsqlBatchCommand("SELECT sequence, kind FROM entry ORDER BY sequence DESC LIMIT 1"),
            },
        });
    }

    /// <summary>Ends a transaction in which nothing is to be written.</summary>
    public void Rollback()
    {
        using var command = new NpgsqlCommand("ROLLBACK", connection);
        command.ExecuteNonQuery();
    }

    private void Read(NpgsqlBatch batch)
    {
        using (batch)
        {
            using var reader = batch.ExecuteReader();
            do
            {
                while (reader.Read())
                {
                    Remember(reader);
                }
            }
            while (reader.NextResult());
        }
    }

    private void Remember(NpgsqlDataReader row)
    {
        if (row.FieldCount == 1)
        {
            owners.Entries.Add(PostgresRows.Id(row.GetGuid(0)));
            return;
        }

        if (row.FieldCount == 2)
        {
            SequenceMax = Math.Max(SequenceMax, row.GetInt64(0));
            return;
        }

        var isToken = row.FieldCount == 6;
        var owner = new OwnerRow(row.GetString(0)) { Sequence = row.GetInt64(1), Version = row.GetInt64(2) };
        if (isToken)
        {
            owner.EntryId = row.IsDBNull(3) ? EntryId.None : PostgresRows.Id(row.GetGuid(3));
            owner.Read(row.GetString(4));
            owner.Read(row.GetString(5));
            owners.RememberToken(owner);
        }
        else
        {
            owner.Read(row.GetString(3));
            owners.RememberWallet(owner);
        }

        SequenceMax = Math.Max(SequenceMax, owner.Sequence);
    }

    private static NpgsqlBatchCommand With(string sql, NpgsqlParameter parameter)
    {
#pragma warning disable CA2100 // The texts are this class's own.
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        command.Parameters.Add(parameter.Clone());
        return command;
    }

    private static NpgsqlParameter<string[]> Names() => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
