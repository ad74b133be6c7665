using System.Buffers.Binary;
using Exchange.Ledger.Encoding;
using Exchange.Ledger.Writing;

namespace Exchange.Ledger.Sqlite;

/// <summary>The writer's inserts and updates.</summary>
internal sealed class SqliteBatchTables(SqliteSession session)
{
    private readonly SqliteStatement _entry = session.Prepare(
        """
        INSERT INTO entry (
            sequence, id, kind, time, wallet_id, symbol, cause, postings, detail, writer, hash, state_hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """);

    private readonly SqliteStatement _balance = session.Prepare(
        """
        INSERT INTO balance (account, asset, amount) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET amount = excluded.amount
        """);

    private readonly SqliteStatement _wallet = session.Prepare(
        """
        INSERT INTO wallet (wallet_id, version) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET version = excluded.version
        """);

    private readonly SqliteStatement _token = session.Prepare(
        """
        INSERT INTO token_state (symbol, version, entry_id, state) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET version = excluded.version, entry_id = excluded.entry_id, state = excluded.state
        """);

    private readonly SqliteStatement _writer = session.Prepare(
        """
        INSERT INTO writer (writer, opened, entries, sequence, hash) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET entries = excluded.entries, sequence = excluded.sequence, hash = excluded.hash
        """);

    public void Insert(PendingCommit pending, HashChain chain)
    {
        var entry = pending.Commit.Entry;
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(id, entry.Id.Value);
        _entry.Bind(1, pending.Sequence).Bind(2, id).Bind(3, (int)entry.Kind).Bind(4, entry.Time.UtcTicks)
            .Bind(5, entry.WalletId).Bind(6, entry.Symbol).Bind(7, entry.Cause).Bind(8, pending.Postings)
            .Bind(9, entry.Detail).Bind(10, chain.Writer).Bind(11, chain.Append(pending.Sequence, pending.Content));
        BindState(pending.StateHash);
        _entry.Run();
    }

    /// <summary>Writes what the batch left behind: each balance, wallet and token once.</summary>
    public void Update(BatchJudge judge)
    {
        foreach (var slot in judge.DirtyBalances)
        {
            _balance.Bind(1, slot.Key.Account).Bind(2, slot.Key.Asset).Bind(3, slot.Value.ToString()).Run();
        }

        foreach (var slot in judge.DirtyWallets)
        {
            _wallet.Bind(1, slot.WalletId).Bind(2, slot.Version).Run();
        }

        Span<byte> id = stackalloc byte[16];
        foreach (var slot in judge.DirtyTokens)
        {
            BinaryPrimitives.WriteUInt128BigEndian(id, slot.Revision.Entry.Value);
            _token.Bind(1, slot.Symbol).Bind(2, slot.Revision.Version).Bind(3, id)
                .Bind(4, TokenStateText.Write(slot.State!)).Run();
        }
    }

    /// <summary>Notes how far the chain has come, so that an entry cut off its end is missed.</summary>
    public void Update(HashChain chain, long sequence, DateTimeOffset opened) => _writer
        .Bind(1, chain.Writer).Bind(2, opened.UtcTicks).Bind(3, chain.Count).Bind(4, sequence).Bind(5, chain.Head)
        .Run();

    private void BindState(StateHash state)
    {
        if (state.IsNone)
        {
            _entry.Bind(12, (string?)null);
            return;
        }

        Span<byte> bytes = stackalloc byte[StateHash.Length];
        state.Write(bytes);
        _entry.Bind(12, bytes);
    }
}
