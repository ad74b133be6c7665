using Exchange.Ledger.Encoding;

namespace Exchange.Ledger.Writing;

/// <summary>A commit on its way. What can be prepared without the database is prepared by its caller.</summary>
internal sealed class PendingCommit
{
    // The caller's continuation must not run on the writer: it would hold up everyone.
    private readonly TaskCompletionSource<CommitAnswer> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PendingCommit(Commit commit)
    {
        Commit = commit;
        Postings = PostingsText.Write(commit.Entry.Postings);
        if (commit.Token is not null)
        {
            StateHash = TokenStateEncoding.Hash(commit.Token.State);
        }

        Content = EntryEncoding.Content(commit.Entry, StateHash);
    }

    public Commit Commit { get; }

    /// <summary>Canonical bytes of the entry.</summary>
    public byte[] Content { get; }

    /// <summary>Its postings as they are stored.</summary>
    public string Postings { get; }

    /// <summary>Hash of the token state that it produces, if any.</summary>
    public StateHash StateHash { get; }

    /// <summary>What the batch decided; not to be told before the batch is durable.</summary>
    public CommitAnswer Answer { get; private set; }

    /// <summary>A fault of this commit alone.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Its place in the ledger, if it lands.</summary>
    public long Sequence
    {
        get => Answer.Sequence;
        set => Answer = Answer with { Sequence = value };
    }

    public Task<CommitAnswer> Done => _done.Task;

    /// <summary>Notes what became of it; a batch that is judged again decides again.</summary>
    public void Decide(CommitAnswer answer)
    {
        (Answer, Fault) = (answer, null);
        Settle(answer.Outcome == CommitOutcome.Committed);
    }

    /// <summary>Notes that it is at fault itself.</summary>
    public void Decide(Exception fault)
    {
        (Answer, Fault) = (default, fault);
        Settle(false);
    }

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
    public void Fail(Exception failure)
    {
        Settle(false);
        _done.TrySetException(failure);
    }

    // The commits that are built on it come later in the queue, so the writer's thread alone looks at this.
    private void Settle(bool landed)
    {
        if (Commit.Token is { } token)
        {
            token.Fate.HasLanded = landed;
        }
    }
}
