using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Ledger.Encoding;

namespace Exchange.Ledger.Sqlite;

/// <summary>Makes records of rows.</summary>
internal static class SqliteRows
{
    public const string EntryColumns =
        "sequence, id, kind, time, wallet_id, symbol, cause, postings, detail, writer, hash, state_hash";

    private const int IdLength = 16;

    public static RecordedEntry Entry(SqliteStatement row)
    {
        var ticks = row.Integer(3);
        var state = row.Blob(11);
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks || row.Integer(2) is < 0 or > int.MaxValue
            || row.Blob(1).Length != IdLength || state.Length is not (0 or StateHash.Length))
        {
            throw new UnreadableEntryException(row.Integer(0));
        }

        var entry = new Entry(
            EntryId.FromBytes(row.Blob(1)),
            (EntryKind)row.Integer(2),
            new DateTimeOffset(ticks, TimeSpan.Zero),
            row.TextOrNull(4),
            row.TextOrNull(5),
            row.Text(6),
            ReadPostings(row),
            row.Text(8));
        return new RecordedEntry(
            entry, row.Integer(0), row.Text(9), row.Blob(10).ToArray(),
            state.IsEmpty ? default : StateHash.FromBytes(state));
    }

    public static Posting Balance(SqliteStatement row) =>
        Amount.TryParseStored(row.Text(2), out var amount)
            ? new Posting(row.Text(0), row.Text(1), amount)
            : throw new InvalidDataException($"The balance of {row.Text(0)} in {row.Text(1)} cannot be read.");

    public static ChainHead Chain(SqliteStatement row) =>
        new(row.Text(0), row.Integer(1), row.Integer(2), row.Blob(3).ToArray());

    public static TokenSnapshot Token(SqliteStatement row)
    {
        var (symbol, text) = (row.Text(0), row.Text(3));
        if (row.Blob(2).Length != IdLength || !TokenStateText.TryRead(text, out var state))
        {
            throw new InvalidDataException($"The state of {symbol} cannot be read.");
        }

        var revision = new TokenRevision(row.Integer(1), EntryId.FromBytes(row.Blob(2)));
        return new TokenSnapshot(symbol, revision, state);
    }

    private static IReadOnlyList<Posting> ReadPostings(SqliteStatement row)
    {
        try
        {
            return PostingsText.Read(row.Text(7));
        }
        catch (InvalidDataException exception)
        {
            throw new UnreadableEntryException(row.Integer(0), exception);
        }
    }
}
