using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;
using Exchange.Ledger;
using Exchange.Simulator.Checks;
using Exchange.Simulator.Ledger;

namespace Exchange.Simulator.Tests.Checks;

/// <summary>Each check finds the fault that is planted for it.</summary>
public sealed partial class PlantedFaultTests
{
    private readonly RunRecord _run;

    public PlantedFaultTests()
    {
        var story = new Story();
        story.Deposit("alice", "t1", "10000");
        story.Deposit("bob", "t1", "10000");
        story.Withdraw("bob", "w1", "500");
        story.Withdraw("bob", "w2", "50000");
        story.Send("alice", "o1", Side.Buy, quote: "5000");
        story.Send("bob", "o1", Side.Buy, units: "7.5");
        story.Move("61000");
        story.Send("alice", "o2", Side.Sell, units: "3.00000001");
        story.Send("alice", "o3", Side.Buy, quote: "0.5");
        story.Fund("f1", "0.0001");
        story.Now = story.Now.AddHours(2).AddSeconds(30);
        story.Rebalance(RebalanceKind.Scheduled);
        story.Move("55000");
        story.Now = story.Now.AddHours(24).AddMinutes(3);
        story.Rebalance(RebalanceKind.Scheduled);
        story.Rebalance(RebalanceKind.Manual, "m1");
        story.Move("55100");
        _run = story.End().Run;
        Assert.Null(RunChecks.Find(_run));
    }

    [Theory]
    [InlineData("\"units\":\"7.50000000\"},\"fill\"", "\"units\":\"7.60000000\"},\"fill\"", "units")]
    [InlineData("\"fee\":\"", "\"fee\":\"1", "fee")]
    [InlineData("\"nav\":\"", "\"nav\":\"1", "nav")]
    [InlineData("\"late\":true", "\"late\":false", "late")]
    [InlineData("\"kind\":\"Manual\"", "\"kind\":\"Interim\"", "inside its band")]
    [InlineData("\"rate\":\"0.0001", "\"rate\":\"0.0002", "paid")]
    public void The_model_finds_a_fact_that_is_not_so(string told, string instead, string says)
    {
        var at = _run.Entries.FindIndex(landed => landed.Recorded.Entry.Detail.Contains(told));
        Edit(at, entry => entry with { Detail = entry.Detail.Replace(told, instead, StringComparison.Ordinal) });

        AssertFound(new ModelCheck(), says);
    }

    [Theory]
    [InlineData(EntryKind.Creation)]
    [InlineData(EntryKind.Redemption)]
    [InlineData(EntryKind.Funding)]
    [InlineData(EntryKind.Rebalance)]
    public void The_model_finds_the_last_digit_of_a_posting(EntryKind kind)
    {
        // One part from the collateral to the venue: everything still adds up.
        Edit(IndexOf(kind), entry => entry with
        {
            Postings = new PostingList().Move(Accounts.Token(Story.Symbol), Accounts.Venue("BTC-USD"), "USDT", Part)
                .ToList().Concat(entry.Postings).ToList(),
        });

        AssertFound(new ModelCheck(), "the entry moves");
    }

    [Fact]
    public void The_model_finds_the_last_digit_of_a_state()
    {
        EditState(IndexOf(EntryKind.Funding), state => state with
        {
            Basket = state.Basket with { Position = state.Basket.Position + Part },
        });
        AssertFound(new ModelCheck(), "position");
    }

    [Fact]
    public void The_model_finds_a_schedule_that_went_on_without_its_rebalance()
    {
        EditState(
            IndexOf(EntryKind.Funding), state => state with { NextRebalanceAt = state.NextRebalanceAt.AddDays(1) });
        AssertFound(new ModelCheck(), "next rebalance");
    }

    [Fact]
    public void The_model_finds_an_order_above_a_cap()
    {
        _run.Listings[0] = _run.Listings[0] with { WalletCap = Amount.FromInteger(40) };
        AssertFound(new ModelCheck(), "wallet is above its cap");
        _run.Listings[0] = _run.Listings[0] with { WalletCap = null, TokenCap = Amount.FromInteger(50) };
        AssertFound(new ModelCheck(), "token is above its cap");
    }

    [Fact]
    public void The_model_finds_one_cause_with_two_entries()
    {
        _run.Entries.Insert(1, _run.Entries[0] with
        {
            Recorded = _run.Entries[0].Recorded with
            {
                Sequence = _run.Entries[0].Recorded.Sequence + 1,
                Entry = _run.Entries[0].Recorded.Entry with { Id = new EntryId(7) },
            },
        });
        AssertFound(new ModelCheck(), "cause has had its entry");
    }

    [Fact]
    public void A_balance_below_zero_and_a_sum_that_is_not_nothing_are_found()
    {
        Edit(0, entry => entry with { Postings = [entry.Postings[0] with { Value = -entry.Postings[0].Value }] });
        AssertFound(new NegativeBalanceCheck(), "leaves wallet/alice with -10000");
        AssertFound(new ConservationCheck(), "does not balance in USDT");
    }

    [Fact]
    public void Units_that_nothing_backs_are_found()
    {
        EditState(IndexOf(EntryKind.Creation), state => state with
        {
            Basket = state.Basket with { Collateral = state.Basket.Collateral + Amount.One },
        });
        AssertFound(new ConservationCheck(), "was paid in");
        AssertFound(new AttributionCheck(), "1.00000000 is not accounted for");
    }

    [Fact]
    public void A_price_that_never_was_or_is_too_old_is_found()
    {
        var quotes = _run.Quoted.ToList();
        _run.Quoted.Clear();
        _run.Quoted.AddRange(quotes.Select(quote => quote with { At = quote.At.AddSeconds(-32) }));
        AssertFound(new MarkCheck(), "which BTC-USD was at");
        _run.ClocksAreWrong = true;
        Assert.Null(new MarkCheck().Find(_run));
        _run.Quoted.RemoveAll(quote => quote.Price == Amount.FromInteger(55_000));
        AssertFound(new MarkCheck(), "is done at 55000.00000000, which BTC-USD never was");
    }

    [Fact]
    public void A_rebalance_that_is_left_out_or_overdue_is_found()
    {
        _run.EndedAt = _run.EndedAt.AddDays(2);
        AssertFound(new RebalanceCheck(), "has not been rebalanced");
        _run.Entries.RemoveAt(IndexOf(EntryKind.Rebalance));
        _run.Listings[0] = _run.Listings[0] with { RebalanceTimes = [new TimeOnly(12, 0)] };
        AssertFound(new RebalanceCheck(), "no time of its terms");
    }

    [Fact]
    public void A_rebalance_that_is_done_twice_is_found()
    {
        _run.Entries.Add(_run.Entries[IndexOf(EntryKind.Rebalance)]);
        AssertFound(new RebalanceCheck(), "after the one done at");
    }

    [Fact]
    public void A_rebalance_that_does_not_bring_leverage_home_is_found()
    {
        EditState(IndexOf(EntryKind.Rebalance), state => state with
        {
            Basket = state.Basket with { Position = state.Basket.Position.MultiplyDown(Amount.Parse("1.5")) },
        });
        AssertFound(new LeverageCheck(), "leaves BTC3L at 4.5");
    }

    [Fact]
    public void Leverage_that_is_outside_its_band_in_the_end_is_found()
    {
        var nav = _run.Tokens[0].Nav;
        _run.Tokens[0] = _run.Tokens[0] with { Nav = nav with { Mark = Amount.FromInteger(48_000) } };
        AssertFound(new LeverageCheck(), "in the end BTC3L is at");
    }

    [Fact]
    public void A_sequence_that_tells_two_values_or_falls_is_found()
    {
        var (subscriber, update) = _run.Navs[0];
        _run.Navs.Add(new Received(subscriber, update with { Sequence = 9 }));
        AssertFound(new NavSequenceCheck(), "fell to sequence 4, and 9 was heard");
        _run.Navs.Add(new Received(subscriber, update with { Nav = Part }));
        AssertFound(new NavSequenceCheck(), "used sequence 1 twice");
    }

    [Fact]
    public void A_hold_that_stays_and_a_view_that_is_old_are_found()
    {
        var view = _run.Wallets[0];
        _run.Wallets[0] = new WalletView(view.WalletId, [view.Balances[0] with { Held = Part }]);
        AssertFound(new ViewCheck(), "still holds");
        _run.Wallets[0] = new WalletView(view.WalletId, [view.Balances[0] with { Total = Part }, view.Balances[1]]);
        AssertFound(new ViewCheck(), "alice says 0.00000001");
        _run.Wallets[0] = new WalletView(view.WalletId, [view.Balances[1]]);
        AssertFound(new ViewCheck(), "does not tell of its");
        _run.Wallets.Clear();
        _run.Tokens[0] = _run.Tokens[0] with { Nav = _run.Tokens[0].Nav with { Units = Part } };
        AssertFound(new ViewCheck(), "units 0.00000001");
    }

    [Fact]
    public void An_entry_that_was_changed_in_the_ledger_is_found_by_the_audit()
    {
        var moment = _run.Moment!;
        var entries = moment.Entries.ToList();
        entries[0] = entries[0] with { Entry = entries[0].Entry with { Cause = "another" } };
        _run.Moment = new LedgerMoment(entries, moment.Balances, [], []);
        AssertFound(new AuditCheck(), "hash");
    }

    private static Amount Part => Amount.FromParts(1);

    private int IndexOf(EntryKind kind) => _run.Entries.FindIndex(landed => landed.Recorded.Entry.Kind == kind);

    private void Edit(int index, Func<Entry, Entry> edit)
    {
        var landed = _run.Entries[index];
        RecordedEntry recorded = landed.Recorded;
        _run.Entries[index] = landed with { Recorded = recorded with { Entry = edit(recorded.Entry) } };
    }

    private void EditState(int index, Func<TokenState, TokenState> edit)
    {
        var landed = _run.Entries[index];
        _run.Entries[index] = landed with { State = edit(landed.State!) };
    }

    private void AssertFound(ICheck check, string says) =>
        Assert.Contains(says, check.Find(_run) ?? "", StringComparison.Ordinal);
}
