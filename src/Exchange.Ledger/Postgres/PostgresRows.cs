using System.Globalization;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Ledger.Encoding;
using Npgsql;

namespace Exchange.Ledger.Postgres;

/// <summary>Makes records of rows.</summary>
internal static class PostgresRows
{
    public const string EntryColumns =
        "sequence, id, kind, time, wallet_id, symbol, cause, postings, detail, writer, hash, state_hash";

    public static Guid Uuid(EntryId id) => new(id.ToBytes(), bigEndian: true);

    public static EntryId Id(Guid uuid) => EntryId.FromBytes(uuid.ToByteArray(bigEndian: true));

    public static RecordedEntry Entry(NpgsqlDataReader row)
    {
        var sequence = row.GetInt64(0);
        var ticks = row.GetInt64(3);
        var state = row.IsDBNull(11) ? [] : row.GetFieldValue<byte[]>(11);
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks || row.GetInt16(2) < 0
            || state.Length is not (0 or StateHash.Length))
        {
            throw new UnreadableEntryException(sequence);
        }

        var entry = new Entry(
            Id(row.GetGuid(1)),
            (EntryKind)row.GetInt16(2),
            new DateTimeOffset(ticks, TimeSpan.Zero),
            row.IsDBNull(4) ? null : row.GetString(4),
            row.IsDBNull(5) ? null : row.GetString(5),
            row.GetString(6),
            Postings(row.GetString(7), sequence),
            row.GetString(8));
        return new RecordedEntry(
            entry, sequence, row.GetInt32(9).ToString(CultureInfo.InvariantCulture), row.GetFieldValue<byte[]>(10),
            state.Length == 0 ? default : StateHash.FromBytes(state));
    }

    public static Posting Balance(NpgsqlDataReader row) =>
        Amount.TryParseStored(row.GetString(2), out var amount)
            ? new Posting(row.GetString(0), row.GetString(1), amount)
            : throw new InvalidDataException(
                $"The balance of {row.GetString(0)} in {row.GetString(1)} cannot be read.");

    public static ChainHead Chain(NpgsqlDataReader row) => new(
        row.GetInt32(0).ToString(CultureInfo.InvariantCulture), row.GetInt64(1), row.GetInt64(2),
        row.GetFieldValue<byte[]>(3));

    public static TokenSnapshot Token(NpgsqlDataReader row)
    {
        var (symbol, text) = (row.GetString(0), row.GetString(3));
        if (row.IsDBNull(2) || !TokenStateText.TryRead(text, out var state))
        {
            throw new InvalidDataException($"The state of {symbol} cannot be read.");
        }

        var revision = new TokenRevision(row.GetInt64(1), Id(row.GetGuid(2)));
        return new TokenSnapshot(symbol, revision, state);
    }

    private static IReadOnlyList<Posting> Postings(string text, long sequence)
    {
        try
        {
            return PostingsText.Read(text);
        }
        catch (InvalidDataException exception)
        {
            throw new UnreadableEntryException(sequence, exception);
        }
    }
}
