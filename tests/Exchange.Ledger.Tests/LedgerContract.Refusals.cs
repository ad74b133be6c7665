using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;

namespace Exchange.Ledger.Tests;

/// <summary>What is refused, and what a refusal leaves behind: nothing.</summary>
public abstract partial class LedgerContract
{
    [Fact(Timeout = TestLimit)]
    public async Task The_same_id_again_is_a_duplicate_and_changes_nothing()
    {
        var deposit = Make.Deposit("alice", "t1", "500");
        await Ledger.CommitAsync(deposit);
        var other = Make.Deposit("alice", "t2", "70");

        var again = await Ledger.CommitAsync(other with { Entry = other.Entry with { Id = deposit.Entry.Id } });

        Assert.Equal(new CommitAnswer(CommitOutcome.Duplicate), again);
        AssertSame(deposit.Entry, (await Ledger.FindEntryAsync(deposit.Entry.Id))!.Entry);
        await AssertWalletAsync("alice", 1, "500");
    }

    [Fact(Timeout = TestLimit)]
    public async Task The_same_id_twice_in_one_batch_lands_once()
    {
        var commits = Enumerable.Range(0, 50).Select(_ => Make.Deposit("alice", "t1", "500"));

        var answers = await CommitAllAsync(commits);

        Assert.Single(answers, answer => answer.Outcome == CommitOutcome.Committed);
        Assert.Equal(49, answers.Count(answer => answer.Outcome == CommitOutcome.Duplicate));
        await AssertWalletAsync("alice", 1, "500");
    }

    [Fact(Timeout = TestLimit)]
    public async Task A_void_that_lands_keeps_its_order_from_ever_happening()
    {
        await Ledger.CommitAsync(Make.Deposit("alice", "t1", "500"));
        var buy = Make.Buy("alice", "o1", "BTC3L", Make.EmptyBasket, TokenRevision.None);

        var voided = await Ledger.CommitAsync(Make.Void(buy.Entry));
        var late = await Ledger.CommitAsync(buy);

        Assert.Equal(new CommitAnswer(CommitOutcome.Committed, (await ReadAllAsync())[^1].Sequence), voided);
        Assert.Equal(CommitOutcome.Duplicate, late.Outcome);
        Assert.Equal(EntryKind.Void, (await Ledger.FindEntryAsync(buy.Entry.Id))!.Entry.Kind);
        Assert.Null(await Ledger.LoadTokenAsync("BTC3L"));
        await AssertWalletAsync("alice", 1, "500");
    }

    [Fact(Timeout = TestLimit)]
    public async Task A_void_that_loses_finds_its_order()
    {
        await Ledger.CommitAsync(Make.Deposit("alice", "t1", "500"));
        var buy = Make.Buy("alice", "o1", "BTC3L", Make.EmptyBasket, TokenRevision.None);
        await Ledger.CommitAsync(buy);

        var voided = await Ledger.CommitAsync(Make.Void(buy.Entry));

        Assert.Equal(CommitOutcome.Duplicate, voided.Outcome);
        AssertSame(buy.Entry, (await Ledger.FindEntryAsync(buy.Entry.Id))!.Entry);
    }

    [Fact(Timeout = TestLimit)]
    public async Task An_overdraft_is_refused_alone_and_its_neighbours_land()
    {
        var answers = await CommitAllAsync(
        [
            Make.Deposit("alice", "t1", "100"),
            Make.Withdrawal("alice", "w1", "60"),
            Make.Withdrawal("alice", "w2", "60"),
            Make.Withdrawal("alice", "w3", "40"),
            Make.Withdrawal("bob", "w4", "0.00000001"),
            Make.Deposit("bob", "t2", "1"),
        ]);

        Assert.Equal(
            [
                CommitOutcome.Committed, CommitOutcome.Committed, CommitOutcome.InsufficientFunds,
                CommitOutcome.Committed, CommitOutcome.InsufficientFunds, CommitOutcome.Committed,
            ],
            answers.Select(answer => answer.Outcome));
        Assert.Equal([1, 2, 0, 3, 0, 4], Ranks(answers.Select(answer => answer.Sequence)));
        Assert.Equal([1, 2, 0, 3, 0, 1], answers.Select(answer => answer.WalletVersion));
        Assert.Empty((await Ledger.LoadWalletAsync("alice")).Balances);
        Assert.Null(await Ledger.FindEntryAsync(EntryId.OfWithdrawal("alice", "w2")));
        await AssertCleanAsync();
    }

    [Fact(Timeout = TestLimit)]
    public async Task A_refused_id_is_free_to_be_used()
    {
        var early = await Ledger.CommitAsync(Make.Withdrawal("alice", "w1", "60"));
        await Ledger.CommitAsync(Make.Deposit("alice", "t1", "100"));
        var later = await Ledger.CommitAsync(Make.Withdrawal("alice", "w1", "60"));

        Assert.Equal(CommitOutcome.InsufficientFunds, early.Outcome);
        Assert.Equal(CommitOutcome.Committed, later.Outcome);
    }

    [Fact(Timeout = TestLimit)]
    public async Task A_stale_activation_is_refused_even_where_its_number_fits()
    {
        await Ledger.CommitAsync(Make.Deposit("alice", "t1", "10000"));
        var first = Make.Buy("alice", "o1", "BTC3L", Make.EmptyBasket, TokenRevision.None);
        await Ledger.CommitAsync(first);

        // Two activations follow the same state. The first one's second commit follows the first's own work; when
        // that was refused, the number it follows is the number of the other's state.
        var basket = first.Token!.State.Basket;
        var ofA = Make.Buy("alice", "a2", "BTC3L", basket, Make.After(first));
        var ofB = Make.Buy("alice", "b2", "BTC3L", basket, Make.After(first));
        var nextOfA = Make.Buy("alice", "a3", "BTC3L", ofA.Token!.State.Basket, Make.After(ofA));
        var nextOfB = Make.Buy("alice", "b3", "BTC3L", ofB.Token!.State.Basket, Make.After(ofB));
        var answers = await CommitAllAsync([ofB, ofA, nextOfA, nextOfB]);

        Assert.Equal(
            [
                CommitOutcome.Committed, CommitOutcome.StaleToken, CommitOutcome.StaleToken, CommitOutcome.Committed,
            ],
            answers.Select(answer => answer.Outcome));
        Assert.Equal(Make.After(nextOfB), (await Ledger.LoadTokenAsync("BTC3L"))!.Revision);
        await AssertCleanAsync();
    }

    [Fact(Timeout = TestLimit)]
    public async Task What_is_built_on_a_commit_that_did_not_land_is_stale_even_if_another_of_its_id_did()
    {
        await Ledger.CommitAsync(Make.Deposit("alice", "t1", "10000"));

        // Two activations are asked for the same order and fill it differently; the revisions after it are the same.
        var ofA = Make.Buy("alice", "o1", "BTC3L", Make.EmptyBasket, TokenRevision.None);
        var ofB = ofA with
        {
            Token = ofA.Token! with
            {
                State = Make.State(ofA.Token.State.Basket with { SettlementPrice = Make.Amount("99000") }),
                Fate = new TokenFate(),
            },
        };
        var nextOfA = Built("a2", ofA);
        var nextOfB = Built("b2", ofB);
        var lastOfB = Built("b3", nextOfB);
        var answers = await CommitAllAsync([ofB, ofA, nextOfA, nextOfB]);

        Assert.Equal(
            [
                CommitOutcome.Committed, CommitOutcome.Duplicate, CommitOutcome.StaleToken, CommitOutcome.Committed,
            ],
            answers.Select(answer => answer.Outcome));
        Assert.Equal(CommitOutcome.Committed, (await Ledger.CommitAsync(lastOfB)).Outcome);
        Assert.Equal(Make.After(lastOfB), (await Ledger.LoadTokenAsync("BTC3L"))!.Revision);
        await AssertCleanAsync();
    }

    private static Commit Built(string orderId, Commit before)
    {
        var next = Make.Buy("alice", orderId, "BTC3L", before.Token!.State.Basket, Make.After(before));
        return next with { Token = next.Token! with { BuiltOn = before.Token.Fate } };
    }

    [Fact(Timeout = TestLimit)]
    public async Task Of_several_reasons_the_first_in_order_is_told()
    {
        var buy = Make.Buy("alice", "o1", "BTC3L", Make.EmptyBasket, new TokenRevision(7, EntryId.None));

        var stale = await Ledger.CommitAsync(buy);
        await Ledger.CommitAsync(Make.Void(buy.Entry));
        var duplicate = await Ledger.CommitAsync(buy);

        Assert.Equal(CommitOutcome.StaleToken, stale.Outcome);
        Assert.Equal(CommitOutcome.Duplicate, duplicate.Outcome);
    }

    [Fact(Timeout = TestLimit)]
    public async Task An_entry_that_is_not_valid_is_thrown_back_and_nothing_is_written()
    {
        var deposit = Make.Deposit("alice", "t1", "5").Entry;
        Entry[] wrong =
        [
            deposit with { Postings = [deposit.Postings[0]] },
            deposit with { WalletId = "bob" },
            deposit with { Kind = EntryKind.Void },
            deposit with { Time = deposit.Time.ToOffset(TimeSpan.FromHours(1)) },
            deposit with { Cause = "a\0b" },
            deposit with { Cause = "\ud800" },
            deposit with { Detail = "\u0001" },
            Make.Deposit("a\tb", "t1", "5").Entry,
            Make.Deposit("alice", "t1", "10000000000000000000000000001").Entry,
        ];
        foreach (var entry in wrong)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(
                async () => await Ledger.CommitAsync(new Commit(entry)));
        }

        Assert.Empty(await ReadAllAsync());
    }

    [Fact(Timeout = TestLimit)]
    public async Task A_balance_too_large_to_store_is_the_fault_of_its_entry_alone()
    {
        const string Most = "10000000000000000000000000000";
        var first = Ledger.CommitAsync(Make.Deposit("alice", "t1", Most)).AsTask();
        var second = Ledger.CommitAsync(Make.Deposit("alice", "t2", Most)).AsTask();
        var third = Ledger.CommitAsync(Make.Withdrawal("alice", "w1", Most)).AsTask();

        Assert.Equal(CommitOutcome.Committed, (await first).Outcome);
        await Assert.ThrowsAsync<InvalidOperationException>(() => second);
        Assert.Equal(CommitOutcome.Committed, (await third).Outcome);
    }

    [Fact(Timeout = TestLimit)]
    public async Task A_closed_ledger_says_so()
    {
        await Ledger.DisposeAsync();

        var commit = await Assert.ThrowsAsync<LedgerException>(
            async () => await Ledger.CommitAsync(Make.Deposit("alice", "t1", "5")));
        Assert.True(commit.OutcomeKnown);
        await Assert.ThrowsAsync<LedgerException>(async () => await Ledger.LoadWalletAsync("alice"));
    }
}
