using Exchange.Ledger.Encoding;

namespace Exchange.Ledger.Writing;

/// <summary>A commit on its way. What can be prepared without the database is prepared by its caller.</summary>
internal sealed class PendingCommit(Commit commit)
{
    // The caller's continuation must not run on the writer: it would hold up everyone.
    private readonly TaskCompletionSource<CommitAnswer> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Commit Commit { get; } = commit;

    /// <summary>Canonical bytes of the entry.</summary>
    public byte[] Content { get; } = EntryEncoding.Content(commit.Entry);

    /// <summary>Its postings as they are stored.</summary>
    public string Postings { get; } = PostingsText.Write(commit.Entry.Postings);

    /// <summary>What the batch decided; not to be told before the batch is durable.</summary>
    public CommitAnswer Answer { get; set; }

    /// <summary>A fault of this commit alone.</summary>
    public Exception? Fault { get; set; }

    public Task<CommitAnswer> Done => _done.Task;

    /// <summary>Tells the caller what was decided.</summary>
    public void Complete()
    {
        if (Fault is null)
        {
            _done.TrySetResult(Answer);
        }
        else
        {
            _done.TrySetException(Fault);
        }
    }

    /// <summary>Tells the caller that the batch failed.</summary>
    public void Fail(Exception failure) => _done.TrySetException(failure);
}
