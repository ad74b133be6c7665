using Exchange.Domain.Ledger;

namespace Exchange.Ledger.Encoding;

/// <summary>
/// The canonical bytes of an entry: what is hashed. The same on every database, for ever: a change of it would break
/// every chain there is, so another form needs another leading number.
/// </summary>
internal static class EntryEncoding
{
    private const int Form = 1;

    /// <summary>Everything that its maker said.</summary>
    public static void WriteContent(CanonicalWriter writer, Entry entry)
    {
        writer.Write(Form);
        writer.Write(entry.Id.Value);
        writer.Write((int)entry.Kind);
        writer.Write(entry.Time.UtcTicks);
        writer.Write(entry.WalletId);
        writer.Write(entry.Symbol);
        writer.Write(entry.Cause);
        writer.Write(entry.Detail);
        writer.Write(entry.Postings.Count);
        for (var index = 0; index < entry.Postings.Count; index++)
        {
            var posting = entry.Postings[index];
            writer.Write(posting.Account);
            writer.Write(posting.Asset);
            writer.Write(posting.Value.Parts);
        }
    }

    /// <summary>The bytes of <see cref="WriteContent"/>.</summary>
    public static byte[] Content(Entry entry)
    {
        // One writer per thread: callers encode while they hand in, so that the ledger's writer need not.
        var writer = t_writer ??= new CanonicalWriter();
        writer.Reset();
        WriteContent(writer, entry);
        return writer.ToArray();
    }

    [ThreadStatic]
    private static CanonicalWriter? t_writer;
}
