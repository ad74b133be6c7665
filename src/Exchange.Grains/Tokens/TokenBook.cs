using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Ledger;

namespace Exchange.Grains.Tokens;

/// <summary>
/// The state of one token as it will be once all its commits under way have landed. A commit that fails takes everything
/// built on it with it: the book is then read anew, and whoever waits for <see cref="Ready"/> goes on from there.
/// </summary>
internal sealed class TokenBook(ILedger ledger, string symbol)
{
    private long _generation;
    private Task? _reloading;

    /// <summary>The state that the next decision is made on.</summary>
    public TokenState State { get; private set; } = null!;

    public TokenRevision Revision { get; private set; }

    /// <summary>Another activation has committed: this one is stale and should go.</summary>
    public bool IsFenced { get; private set; }

    /// <summary>Completes at once unless the book is being read anew.</summary>
    public async ValueTask Ready()
    {
        while (_reloading is { } reloading)
        {
            await reloading;
        }
    }

    /// <summary>Reads the last state of the ledger, or begins with the one of a token that has no entry yet.</summary>
    public async Task Load(TokenTerms terms, DateTimeOffset listedAt)
    {
        var snapshot = await ledger.LoadTokenAsync(symbol);
        State = snapshot?.State ?? new TokenState(
            new Basket(Amount.Zero, Amount.Zero, Amount.Zero, Amount.Zero, TokenStatus.Active),
            terms.NextRebalanceAfter(listedAt),
            listedAt,
            null);
        Revision = snapshot?.Revision ?? TokenRevision.None;
    }

    /// <summary>Takes the next state at once and commits it.</summary>
    public Task<CommitAnswer> Commit(Entry entry, TokenState next, TokenTerms terms, DateTimeOffset listedAt)
    {
        var write = new TokenWrite(symbol, Revision, next);
        Revision = new TokenRevision(Revision.Version + 1, entry.Id);
        State = next;
        return Settle(ledger.CommitAsync(new Commit(entry, write)), _generation, terms, listedAt);
    }

    private async Task<CommitAnswer> Settle(
        ValueTask<CommitAnswer> commit, long generation, TokenTerms terms, DateTimeOffset listedAt)
    {
        try
        {
            var answer = await commit;
            if (answer.Outcome != CommitOutcome.Committed)
            {
                Fail(generation, terms, listedAt, answer.Outcome == CommitOutcome.StaleToken);
            }

            return answer;
        }
        catch
        {
            Fail(generation, terms, listedAt, false);
            throw;
        }
    }

    // The first failure of a generation reads the book anew; the others were built on it and fail for that alone.
    private void Fail(long generation, TokenTerms terms, DateTimeOffset listedAt, bool stale)
    {
        if (generation != _generation)
        {
            return;
        }

        _generation++;
        IsFenced |= stale;
        _reloading = Reload(terms, listedAt);
    }

    private async Task Reload(TokenTerms terms, DateTimeOffset listedAt)
    {
        // Not within the caller's stretch: it may be about to look at the state that it built.
        await Task.Yield();
        try
        {
            await Load(terms, listedAt);
            _reloading = null;
        }
        catch
        {
            // Whoever waits fails with this; the next one tries again.
            _reloading = null;
            IsFenced = true;
            throw;
        }
    }
}
