using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;

namespace Exchange.Ledger.Tests;

/// <summary>What readers see.</summary>
public abstract partial class LedgerContract
{
    [Fact(Timeout = TestLimit)]
    public async Task Nothing_is_known_of_what_never_happened()
    {
        Assert.Null(await Ledger.FindEntryAsync(EntryId.OfOrder("alice", "o1")));
        Assert.Null(await Ledger.LoadTokenAsync("BTC3L"));
        var wallet = await Ledger.LoadWalletAsync("alice");
        Assert.Equal(0, wallet.Version);
        Assert.Empty(wallet.Balances);
        await AssertCleanAsync();
    }

    [Fact(Timeout = TestLimit)]
    public async Task A_wallet_shows_what_it_has_set_aside_and_nothing_of_its_neighbours()
    {
        await Ledger.CommitAsync(Make.Deposit("al", "t1", "7"));
        await Ledger.CommitAsync(Make.Deposit("alice", "t1", "100"));
        var hold = Make.Deposit("alice", "t2", "1").Entry with
        {
            Postings =
            [
                new Posting(Accounts.Wallet("alice"), Accounts.QuoteAsset, Make.Amount("-30")),
                new Posting(Accounts.Held("alice"), Accounts.QuoteAsset, Make.Amount("30")),
            ],
        };

        var answer = await Ledger.CommitAsync(new Commit(hold));

        Assert.Equal(2, answer.WalletVersion);
        Assert.Equal(
            [
                new Posting("wallet/alice", "USDT", Make.Amount("70")),
                new Posting("wallet/alice/held", "USDT", Make.Amount("30")),
            ],
            (await Ledger.LoadWalletAsync("alice")).Balances);
        await AssertWalletAsync("al", 1, "7");
    }

    [Fact(Timeout = TestLimit)]
    public async Task Lists_come_in_pages_the_newest_first()
    {
        var answers = await CommitAllAsync(Enumerable.Range(1, 25).SelectMany(number => new[]
        {
            Make.Deposit("alice", $"t{number}", "10"),
            Make.Deposit("bob", $"t{number}", "10"),
            Make.Withdrawal("alice", $"w{number}", "1"),
        }));

        var seen = new List<long>();
        var before = 0L;
        while (true)
        {
            var page = await Ledger.ListEntriesAsync(new EntryQuery("alice", null, [], before, 7));
            seen.AddRange(page.Select(entry => entry.Sequence));
            if (page.Count < 7)
            {
                break;
            }

            before = page[^1].Sequence;
        }

        Assert.Equal(
            Enumerable.Range(1, 75).Reverse().Where(n => n % 3 != 2).Select(n => answers[n - 1].Sequence), seen);
        var withdrawals = await Ledger.ListEntriesAsync(
            new EntryQuery("alice", null, [EntryKind.Withdrawal, EntryKind.Void], 0, 1000));
        Assert.Equal(25, withdrawals.Count);
        Assert.All(withdrawals, entry => Assert.Equal(EntryKind.Withdrawal, entry.Entry.Kind));
    }

    [Fact(Timeout = TestLimit)]
    public async Task Lists_are_of_a_wallet_or_a_token_or_both_or_all()
    {
        await CommitAllAsync([Make.Deposit("alice", "t1", "1000"), Make.Deposit("bob", "t1", "1000")]);
        var a = Make.Buy("alice", "o1", "BTC3L", Make.EmptyBasket, TokenRevision.None);
        var b = Make.Buy("bob", "o1", "BTC3L", a.Token!.State.Basket, Make.After(a));
        var c = Make.Buy("alice", "o2", "ETH3S", Make.EmptyBasket, TokenRevision.None);
        await CommitAllAsync([a, b, c]);

        var all = (await ReadAllAsync()).Select(entry => entry.Sequence).ToList();
        Assert.Equal([all[3], all[2]], await ListAsync(null, "BTC3L"));
        Assert.Equal([all[2]], await ListAsync("alice", "BTC3L"));
        Assert.Equal([all[4], all[2], all[0]], await ListAsync("alice", null));
        Assert.Equal(Enumerable.Reverse(all), await ListAsync(null, null));
        Assert.Empty(await ListAsync("nobody", null));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await Ledger.ListEntriesAsync(new EntryQuery(null, null, [], 0, 1001)));
    }

    [Fact(Timeout = TestLimit)]
    public async Task A_moment_shows_one_wallet_and_how_many_entries_there_are_of_all()
    {
        await CommitAllAsync(Enumerable.Range(1, 2_100).SelectMany(number => new[]
        {
            Make.Deposit("al", $"t{number}", "1"),
            Make.Deposit("alice", $"t{number}", "1"),
        }));
        await ReopenAsync();
        await CommitAllAsync([Make.Void(Make.Deposit("al", "never", "1").Entry)]);
        await using var moment = await ((ISnapshotLedger)Ledger).OpenSnapshotAsync();
        await CommitAllAsync([Make.Deposit("al", "later", "1")]);

        var all = await moment.ReadEntriesAsync(0).ToListAsync();
        var own = await moment.ReadWalletEntriesAsync("al", 0).ToListAsync();
        var rest = await moment.ReadWalletEntriesAsync("al", own[^3].Sequence).ToListAsync();

        Assert.Equal(4_201, all.Count);
        Assert.Equal(4_201, await moment.CountEntriesAsync());
        var expected = all.Where(each => each.Entry.WalletId == "al").Select(each => each.Sequence).ToList();
        Assert.Equal(2_101, expected.Count);
        Assert.Equal(expected, own.Select(each => each.Sequence));
        Assert.Equal(expected[^2..], rest.Select(each => each.Sequence));
    }

    [Fact(Timeout = TestLimit)]
    public async Task Reopening_keeps_everything_and_begins_another_chain()
    {
        await Ledger.CommitAsync(Make.Deposit("alice", "t1", "1000"));
        var buy = Make.Buy("alice", "o1", "BTC3L", Make.EmptyBasket, TokenRevision.None);
        await Ledger.CommitAsync(buy);

        await ReopenAsync();
        var again = await Ledger.CommitAsync(buy);
        var next = Make.Buy("alice", "o2", "BTC3L", buy.Token!.State.Basket, Make.After(buy));
        var answer = await Ledger.CommitAsync(next);

        Assert.Equal(CommitOutcome.Duplicate, again.Outcome);
        Assert.Equal(new CommitAnswer(CommitOutcome.Committed, answer.Sequence, 3), answer);
        Assert.Equal(3, (await ReadAllAsync()).FindIndex(entry => entry.Sequence == answer.Sequence) + 1);
        Assert.Equal(2, (await ReadAllAsync()).Select(entry => entry.Writer).Distinct().Count());
        await AssertCleanAsync();
    }

    [Fact(Timeout = TestLimit)]
    public async Task A_state_comes_back_to_the_last_digit()
    {
        await Ledger.CommitAsync(Make.Deposit("alice", "t1", "1000"));
        var buy = Make.Buy("alice", "o1", "BTC3L", Make.EmptyBasket, TokenRevision.None);
        var amount = Make.Amount("123456789012345678.12345678");
        var record = new RebalanceRecord(
            "r\"1", RebalanceKind.Interim, Make.Time, Make.Time.AddTicks(1), true, amount, -amount, amount, amount,
            amount, amount, amount);
        var state = buy.Token!.State with { LastRebalance = record };
        state = state with { Basket = state.Basket with { Status = TokenStatus.Halted } };

        await Ledger.CommitAsync(buy with { Token = buy.Token with { State = state } });

        Assert.Equal(state, (await Ledger.LoadTokenAsync("BTC3L"))!.State);
        await AssertCleanAsync();
    }

    private async Task<IEnumerable<long>> ListAsync(string? walletId, string? symbol) =>
        (await Ledger.ListEntriesAsync(new EntryQuery(walletId, symbol, [], 0, 1000))).Select(found => found.Sequence);
}
