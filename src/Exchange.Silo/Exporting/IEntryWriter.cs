using Exchange.Ledger;

namespace Exchange.Silo.Exporting;

/// <summary>Writes entries in one format, without holding more than a few of them.</summary>
internal interface IEntryWriter : IAsyncDisposable
{
    Task WriteAsync(RecordedEntry recorded);

    /// <summary>Hands on all that was written so far.</summary>
    Task FlushAsync();
}
