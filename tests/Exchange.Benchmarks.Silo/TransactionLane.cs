using System.Globalization;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Ledger.Encoding;
using Exchange.Ledger.Postgres;
using Exchange.Ledger.Writing;
using Npgsql;

namespace Exchange.Benchmarks.Silo;

/// <summary>One connection of the ledger with a transaction for each order; it is a writer of its own.</summary>
internal sealed class TransactionLane : IDisposable
{
    private static long s_sequence;

    private readonly NpgsqlConnection _connection;
    private readonly PostgresTables _tables;
    private readonly HashChain _chain;
    private readonly Dictionary<BalanceKey, Amount> _shares = [];
    private readonly PostgresChanges _changes = new();

    public TransactionLane(NpgsqlConnection connection)
    {
        _connection = connection;
        using var command = new NpgsqlCommand("INSERT INTO writer DEFAULT VALUES RETURNING number", connection);
        var number = (int)command.ExecuteScalar()!;
        _tables = new PostgresTables(connection, number);
        _chain = new HashChain(number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Writes an entry with all that it changes and commits.</summary>
    public void Write(PendingCommit pending, TransactionOwner? token, TransactionOwner? wallet)
    {
        MakeSure("INSERT INTO token (symbol) VALUES ($1)", token);
        MakeSure("INSERT INTO wallet (wallet_id) VALUES ($1)", wallet);
        Apply(pending.Commit.Entry, token, wallet);
        Take(_changes.Tokens, token);
        Take(_changes.Wallets, wallet);
        if (pending.Commit.Token is { } write)
        {
            token!.State = write.State;
            (token.Row.Version, token.Row.EntryId, token.Row.StateText) =
                (token.Row.Version + 1, pending.Commit.Entry.Id, TokenStateText.Write(write.State));
        }

        if (wallet is not null)
        {
            wallet.Row.Version++;
        }

        pending.Sequence = Interlocked.Increment(ref s_sequence);
        var before = _chain.Count;
        var hash = _chain.Append(pending.Sequence, pending.Content);
        using var batch = _tables.Prepare(false, before, _chain, [pending], [hash], _changes);
        batch.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();

    private void Apply(Entry entry, TransactionOwner? token, TransactionOwner? wallet)
    {
        _changes.Shares.Clear();
        foreach (var posting in entry.Postings)
        {
            if (Touched.IsWallet(posting.Account))
            {
                Add(wallet!.Row, Touched.WalletOf(posting.Account).Place, posting);
            }
            else if (Touched.IsToken(posting.Account))
            {
                Add(token!.Row, "", posting);
            }
            else
            {
                var key = new BalanceKey(posting.Account, posting.Asset);
                _changes.Shares[key] = _shares[key] = _shares.GetValueOrDefault(key) + posting.Value;
            }
        }
    }

    private static void Add(OwnerRow row, string place, Posting posting) =>
        row.Set(place, posting.Asset, row.Find(place, posting.Asset) + posting.Value);

    private static void Take(List<OwnerRow> rows, TransactionOwner? owner)
    {
        rows.Clear();
        if (owner is not null)
        {
            rows.Add(owner.Row);
        }
    }

    private void MakeSure(string sql, TransactionOwner? owner)
    {
        if (owner is { IsStored: false })
        {
#pragma warning disable CA2100 // The texts are this class's own.
            using var command = new NpgsqlCommand(sql, _connection)
            { Parameters = { new() { Value = owner.Row.Name } } };
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            owner.IsStored = true;
        }
    }
}
