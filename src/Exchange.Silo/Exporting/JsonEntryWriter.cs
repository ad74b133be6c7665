using System.Text.Json;
using Exchange.Domain.Ledger;
using Exchange.Ledger;

namespace Exchange.Silo.Exporting;

/// <summary>JSON lines: one entry a line, with its postings; amounts are decimal strings.</summary>
internal sealed class JsonEntryWriter(Stream output) : IEntryWriter
{
    private const int BufferBytes = 64 * 1024;

    private readonly BufferedStream _output = new(output, BufferBytes);
    private readonly Utf8JsonWriter _json = new(Stream.Null);

    public Task WriteAsync(RecordedEntry recorded)
    {
        var entry = recorded.Entry;
        _json.Reset(_output);
        _json.WriteStartObject();
        _json.WriteNumber(EntryText.Sequence, recorded.Sequence);
        _json.WriteString(EntryText.EntryId, entry.Id.ToString());
        _json.WriteString(EntryText.Kind, EntryText.KindOf(recorded));
        _json.WriteString(EntryText.Time, EntryText.TimeOf(entry));
        WriteCause(EntryCause.Of(entry));
        _json.WriteStartArray("postings");
        foreach (var posting in entry.Postings)
        {
            _json.WriteStartObject();
            _json.WriteString(EntryText.Account, posting.Account);
            _json.WriteString(EntryText.Asset, posting.Asset);
            _json.WriteString(EntryText.Amount, posting.Value.ToString());
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        _output.WriteByte((byte)'\n');
        return Task.CompletedTask;
    }

    public Task FlushAsync() => _output.FlushAsync();

    // What is behind the buffer is the caller's, and stays open.
    public ValueTask DisposeAsync() => _json.DisposeAsync();

    private void WriteCause(EntryCause cause)
    {
        WriteIfThere(EntryText.OrderId, cause.OrderId);
        WriteIfThere(EntryText.TransferId, cause.TransferId);
        WriteIfThere(EntryText.RebalanceId, cause.RebalanceId);
    }

    private void WriteIfThere(string name, string? id)
    {
        if (id is not null)
        {
            _json.WriteString(name, id);
        }
    }
}
