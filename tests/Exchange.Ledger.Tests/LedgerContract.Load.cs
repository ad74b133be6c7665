using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;

namespace Exchange.Ledger.Tests;

/// <summary>Many commits at once, against the naive twin.</summary>
public abstract partial class LedgerContract
{
    [Theory(Timeout = TestLimit)]
    [InlineData(1, 1000)]
    [InlineData(2, 1000)]
    [InlineData(3, 7)]
    [InlineData(4, 300)]
    public async Task A_thousand_commits_in_flight_end_as_they_would_one_by_one(int seed, int batchLimit)
    {
        await ReopenAsync(new LedgerOptions { BatchLimit = batchLimit, CacheLimit = seed == 3 ? 0 : 1000 });
        var commits = new CommitMaker(seed).Make(1000);
        var twin = new NaiveLedger();

        // One thread hands them in without waiting, so the order is known and each answer is too.
        var answers = await CommitAllAsync(commits);

        Assert.Equal(commits.Select(twin.Commit), Ranked(answers));
        Assert.Equal(twin.Balances(), await BalancesAsync());
        foreach (var token in await TokensAsync())
        {
            Assert.Equal(twin.Token(token.Symbol), (token.Revision, token.State));
        }

        foreach (var (walletId, version) in twin.Wallets())
        {
            Assert.Equal(version, (await Ledger.LoadWalletAsync(walletId)).Version);
        }

        var outcomes = answers.Select(answer => answer.Outcome).ToHashSet();
        Assert.All(Enum.GetValues<CommitOutcome>().Take(4), outcome => Assert.Contains(outcome, outcomes));
    }

    [Fact(Timeout = TestLimit)]
    public async Task Many_threads_never_overdraw_a_wallet_nor_miss_a_version()
    {
        await Ledger.CommitAsync(Make.Deposit("alice", "t", "100"));

        var answers = (await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(async () =>
            await CommitAllAsync(Enumerable.Range(0, 100).Select(
                number => Make.Withdrawal("alice", $"w{(thread * 100) + number}", "1"))))))).SelectMany(all => all);

        var landed = answers.Where(answer => answer.Outcome == CommitOutcome.Committed).ToList();
        Assert.Equal(100, landed.Count);
        Assert.Equal(
            Enumerable.Range(2, 100).Select(version => (long)version),
            landed.OrderBy(answer => answer.Sequence).Select(answer => answer.WalletVersion));
        await AssertCleanAsync();
    }

    [Fact(Timeout = TestLimit)]
    public async Task A_full_queue_refuses_at_once_and_takes_in_again_later()
    {
        await ReopenAsync(new LedgerOptions { QueueLimit = 4, BatchLimit = 1 });

        var answers = await CommitAllAsync(
            Enumerable.Range(0, 500).Select(number => Make.Deposit("alice", $"t{number}", "1")));
        var later = await Ledger.CommitAsync(Make.Deposit("alice", "later", "1"));

        var landed = answers.Count(answer => answer.Outcome == CommitOutcome.Committed);
        Assert.Contains(new CommitAnswer(CommitOutcome.Overloaded), answers);
        Assert.Equal(500, landed + answers.Count(answer => answer.Outcome == CommitOutcome.Overloaded));
        Assert.Equal(new CommitAnswer(CommitOutcome.Committed, later.Sequence, landed + 1), later);
        Assert.True(later.Sequence > answers.Max(answer => answer.Sequence));
        await AssertCleanAsync();
    }

    [Fact(Timeout = TestLimit)]
    public async Task Closing_answers_everyone_who_waits()
    {
        var waiting = Enumerable.Range(0, 300)
            .Select(number => Ledger.CommitAsync(Make.Deposit("alice", $"t{number}", "1")).AsTask()).ToList();

        await ReopenAsync();

        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(CommitOutcome.Committed, answer.Outcome));
        await AssertWalletAsync("alice", 300, "300");
    }
}
