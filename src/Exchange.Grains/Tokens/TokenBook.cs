using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Ledger;

namespace Exchange.Grains.Tokens;

/// <summary>
/// The state of one token as it will be once all its commits under way have landed. A commit that fails takes
/// everything built on it with it: the book is then behind, and whoever waits for <see cref="Ready"/> goes on from what
/// the ledger has.
/// </summary>
/// <param name="fenced">Called when another activation has committed: this one is stale and should go.</param>
internal sealed class TokenBook(ILedger ledger, string symbol, Action fenced)
{
    private TokenState _first = null!;
    private long _generation;
    private bool _isBehind;
    private LedgerException? _away;
    private TokenFate? _fate;
    private TaskCompletionSource? _landed;
    private Task? _reloading;
    private int _underWay;

    /// <summary>The state that the next decision is made on.</summary>
    public TokenState State { get; private set; } = null!;

    public TokenRevision Revision { get; private set; }

    /// <summary>What wallets hold, with all that is under way.</summary>
    public HolderBook Holders { get; } = new(ledger, symbol);

    /// <summary>Completes at once unless the book has to be read anew.</summary>
    /// <exception cref="LedgerException">
    /// It could not be read, or the ledger is away and has yet to say what became of commits that are under way; the
    /// next call tries again.
    /// </exception>
    public async ValueTask Ready()
    {
        while (_isBehind)
        {
            if (_away is not null && _underWay > 0)
            {
                throw new LedgerException("The ledger is away with commits of this token.", true, _away);
            }

            await (_reloading ??= Reload());
        }
    }

    /// <summary>Reads the last state of the ledger, or begins with the one of a token that has no entry yet.</summary>
    public Task Load(TokenTerms terms, DateTimeOffset listedAt)
    {
        _first = new TokenState(
            new Basket(Amount.Zero, Amount.Zero, Amount.Zero, Amount.Zero, TokenStatus.Active),
            terms.NextRebalanceAfter(listedAt),
            listedAt,
            null);
        return Read();
    }

    /// <summary>Takes the next state at once and commits it.</summary>
    public Task<CommitAnswer> Commit(Entry entry, TokenState next)
    {
        var write = new TokenWrite(symbol, Revision, next) { BuiltOn = _fate };
        _fate = write.Fate;
        Revision = new TokenRevision(Revision.Version + 1, entry.Id);
        State = next;
        Holders.Begin(entry);
        _underWay++;
        return Settle(new Commit(entry, write), _generation);
    }

    // Handed in within the try: a ledger that is away can refuse in place, and that commit too has failed.
    private async Task<CommitAnswer> Settle(Commit commit, long generation)
    {
        try
        {
            var answer = await ledger.CommitAsync(commit);
            if (answer.Outcome != CommitOutcome.Committed)
            {
                Fail(generation, answer.Outcome == CommitOutcome.StaleToken);
            }

            return answer;
        }
        catch (Exception exception)
        {
            _away = exception is LedgerException { OutcomeKnown: true, IsUnreachable: true } away ? away : _away;
            Fail(generation, false);
            throw;
        }
        finally
        {
            Holders.End(commit.Entry);
            if (--_underWay == 0)
            {
                _landed?.TrySetResult();
            }
        }
    }

    // The first failure of a generation reads the book anew; the others were built on it and fail for that alone.
    private void Fail(long generation, bool stale)
    {
        if (generation == _generation)
        {
            _generation++;
            _isBehind = true;
            if (stale)
            {
                fenced();
            }
        }
    }

    private async Task Reload()
    {
        // Not within the caller's stretch: it may be about to look at the state that it built.
        await Task.Yield();
        try
        {
            // Commits before the one that failed may be under way still; a state read without them would be as stale as
            // one of another activation.
            while (_underWay > 0)
            {
                _landed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await _landed.Task;
            }

            await Read();
            (_isBehind, _away) = (false, null);
        }
        finally
        {
            _reloading = null;
        }
    }

    private async Task Read()
    {
        var snapshot = await ledger.LoadTokenAsync(symbol);
        State = snapshot?.State ?? _first;
        Revision = snapshot?.Revision ?? TokenRevision.None;
        _fate = null;
        Holders.Clear();
    }
}
