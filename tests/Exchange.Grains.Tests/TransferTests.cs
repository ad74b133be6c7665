using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Money;
using Exchange.Grains.Tests.Support;

namespace Exchange.Grains.Tests;

/// <summary>Money in and out: once for each id, whatever is known of it meanwhile.</summary>
public sealed class TransferTests
{
    private const int Limit = 60_000;

    private static readonly TransferRequest All = new("out", "USDT", Amount.FromInteger(1000));

    [Fact(Timeout = Limit)]
    public async Task A_withdrawal_that_is_repeated_while_it_is_under_way_is_not_refused_for_what_it_holds_itself()
    {
        await using var exchange = await TestExchange.Prepared();
        var hold = new CommitHold(exchange.Ledger);
        var first = exchange.Wallet("alice").Withdraw(All);
        await hold.NextAsync();
        var again = exchange.Wallet("alice").Withdraw(All);
        await exchange.Wallet("alice").Get();
        hold.Open();

        Assert.False((await first).IsRefused, (await first).Refusal.ToString());
        Assert.Equal((await first).Value!.EntryId, (await again).Value?.EntryId);
        Assert.Equal(Amount.Zero, await exchange.Balance("alice", "USDT"));
    }

    [Theory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transfer_whose_outcome_is_open_is_not_said_to_have_changed_nothing(bool landed)
    {
        await using var exchange = await TestExchange.Prepared();
        exchange.Ledger.Fault = _ => landed ? LedgerFault.AfterLanding : LedgerFault.BeforeLanding;
        Assert.Equal(Refusal.OutcomeUnknown, (await exchange.Wallet("alice").Withdraw(All)).Refusal);

        exchange.Ledger.Fault = static _ => LedgerFault.None;
        var again = await exchange.Wallet("alice").Withdraw(All);
        Assert.Equal(-All.Value, again.Value?.Value);
        Assert.Empty(again.Value!.Wallet.Balances);
    }

    [Fact(Timeout = Limit)]
    public async Task A_ledger_that_is_away_has_changed_nothing()
    {
        await using var exchange = await TestExchange.Prepared();
        exchange.Ledger.Fault = static _ => LedgerFault.Away;
        Assert.Equal(Refusal.LedgerUnavailable, (await exchange.Wallet("alice").Withdraw(All)).Refusal);
        exchange.Ledger.Fault = static _ => LedgerFault.None;
        Assert.Equal(All.Value, await exchange.Balance("alice", "USDT"));
    }

    [Fact(Timeout = Limit)]
    public async Task The_answer_to_one_that_was_done_elsewhere_shows_the_wallet_with_it()
    {
        await using var exchange = await TestExchange.Prepared();
        await exchange.Wallet("alice").Get();
        await exchange.DepositElsewhere("alice", "there", "500");
        var answer = await exchange.Wallet("alice").Deposit(
            new TransferRequest("there", "USDT", Amount.FromInteger(500)));
        Assert.Equal(Amount.FromInteger(1500), Assert.Single(answer.Value!.Wallet.Balances).Total);
    }
}
