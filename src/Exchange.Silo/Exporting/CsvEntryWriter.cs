using System.Globalization;
using CsvHelper;
using Exchange.Domain.Ledger;
using Exchange.Ledger;

namespace Exchange.Silo.Exporting;

/// <summary>
/// CSV with a head, one row per posting; a void, which has none, is one row that ends in empty cells.
/// </summary>
internal sealed class CsvEntryWriter : IEntryWriter
{
    // A sheet takes a cell that begins like this for a formula. Ids have an alphabet without these; should one be there
    // all the same, it is marked as text. A minus is left alone: it begins amounts, and an id has nothing to call with.
    private static readonly CsvWriterOptions Format = new()
    {
        NewLine = "\n",
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=@+\t\r",
    };

    private static readonly string[] Head =
    [
        EntryText.Sequence, EntryText.EntryId, EntryText.Kind, EntryText.Time, EntryText.OrderId, EntryText.TransferId,
        EntryText.RebalanceId, EntryText.Account, EntryText.Asset, EntryText.Amount,
    ];

    private readonly CsvWriter _csv;

    /// <summary>Writes the head. The stream stays open.</summary>
    public CsvEntryWriter(Stream output)
    {
        _csv = CsvWriter.Create(output, Format, leaveOpen: true);
        _csv.WriteHeader(Head);
    }

    public async Task WriteAsync(RecordedEntry recorded)
    {
        var entry = recorded.Entry;
        var (kind, time) = (EntryText.KindOf(recorded), EntryText.TimeOf(entry));
        for (var index = 0; index < Math.Max(1, entry.Postings.Count); index++)
        {
            WriteEntry(recorded.Sequence, entry, kind, time);
            Posting? posting = index < entry.Postings.Count ? entry.Postings[index] : null;
            _csv.WriteField(posting?.Account);
            _csv.WriteField(posting?.Asset);
            _csv.WriteField(posting?.Value.ToString());
            await _csv.EndRecordAsync();
        }
    }

    public Task FlushAsync() => _csv.FlushAsync().AsTask();

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private void WriteEntry(long sequence, Entry entry, string kind, string time)
    {
        var cause = EntryCause.Of(entry);
        _csv.WriteField(sequence.ToString(CultureInfo.InvariantCulture));
        _csv.WriteField(entry.Id.ToString());
        _csv.WriteField(kind);
        _csv.WriteField(time);
        _csv.WriteField(cause.OrderId);
        _csv.WriteField(cause.TransferId);
        _csv.WriteField(cause.RebalanceId);
    }
}
