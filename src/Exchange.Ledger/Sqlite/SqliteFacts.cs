using System.Buffers.Binary;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Ledger.Writing;

namespace Exchange.Ledger.Sqlite;

/// <summary>Looks facts up inside the writer's transaction.</summary>
internal sealed class SqliteFacts(SqliteSession session) : IStoredFacts
{
    private readonly SqliteStatement _entry = session.Prepare("SELECT 1 FROM entry WHERE id = ?1");
    private readonly SqliteStatement _wallet = session.Prepare("SELECT version FROM wallet WHERE wallet_id = ?1");

    private readonly SqliteStatement _balance =
        session.Prepare("SELECT amount FROM balance WHERE account = ?1 AND asset = ?2");

    private readonly SqliteStatement _token =
        session.Prepare("SELECT version, entry_id FROM token_state WHERE symbol = ?1");

    public bool HasEntry(EntryId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id.Value);
        var found = _entry.Bind(1, bytes).Step();
        _entry.Reset();
        return found;
    }

    public Amount Balance(string account, string asset)
    {
        var found = _balance.Bind(1, account).Bind(2, asset).Step();
        var amount = found ? Amount.Parse(_balance.Text(0)) : Amount.Zero;
        _balance.Reset();
        return amount;
    }

    public long WalletVersion(string walletId)
    {
        var version = _wallet.Bind(1, walletId).Step() ? _wallet.Integer(0) : 0;
        _wallet.Reset();
        return version;
    }

    public TokenRevision TokenRevision(string symbol)
    {
        var revision = _token.Bind(1, symbol).Step()
            ? new TokenRevision(_token.Integer(0), EntryId.FromBytes(_token.Blob(1)))
            : Domain.Tokens.TokenRevision.None;
        _token.Reset();
        return revision;
    }
}
