using Exchange.Contracts.Wallets;
using Exchange.Domain.Ledger;
using Exchange.Gateway.Tests.Support;
using Exchange.V1;
using Grpc.Core;
using NSubstitute;
using NSubstitute.Extensions;
using Entry = Exchange.Domain.Ledger.Entry;
using Posting = Exchange.Domain.Ledger.Posting;

namespace Exchange.Gateway.Tests.Services;

public sealed class WalletsTests
{
    [Fact]
    public async Task A_wallet_tells_total_held_and_available()
    {
        await using var gateway = await TestGateway.StartAsync();
        var answer = await gateway.Caller("alice", "trader")
            .CallAsync<GetWalletRequest, GetWalletResponse>(new GetWalletRequest());
        var balance = answer.Wallet.Balances[0];
        Assert.Equal("alice", answer.Wallet.WalletId);
        Assert.Equal(
            ("BTC3L", "2.00000000", "0.50000000", "1.50000000"),
            (balance.Asset, balance.Total, balance.Held, balance.Available));
    }

    [Fact]
    public async Task The_operator_deposits_and_the_trader_withdraws()
    {
        await using var gateway = await TestGateway.StartAsync();
        var deposit = await DepositAsync(gateway, new DepositRequest
        {
            WalletId = "alice", TransferId = "t-1", Asset = "USDT", Amount = "12.5",
        });
        Assert.Equal(("t-1", "alice"), (deposit.Transfer.TransferId, deposit.Transfer.WalletId));
        Assert.Equal("12.50000000", deposit.Transfer.Amount);
        Assert.Equal("alice", deposit.Wallet.WalletId);
        await gateway.Caller("alice", "trader").CallAsync<WithdrawRequest, WithdrawResponse>(
            new WithdrawRequest { TransferId = "t-2", Asset = "USDT", Amount = "3" });
        await gateway.Cluster.Wallet("alice").Received(1)
            .Withdraw(new TransferRequest("t-2", "USDT", Samples.Of("3")));
    }

    [Fact]
    public async Task A_transfer_that_makes_no_sense_reaches_no_wallet()
    {
        await using var gateway = await TestGateway.StartAsync();
        var good = new DepositRequest { WalletId = "alice", TransferId = "t-1", Asset = "USDT", Amount = "1" };
        foreach (var change in new Action<DepositRequest>[]
        {
            request => request.TransferId = string.Empty,
            request => request.TransferId = "a/b",
            request => request.TransferId = new string('a', 65),
            request => request.WalletId = string.Empty,
            request => request.WalletId = "alice/held",
        })
        {
            var request = good.Clone();
            change(request);
            await Expect.InvalidAsync("ID_MALFORMED", () => DepositAsync(gateway, request));
        }

        good.Asset = "BTC3L";
        await Expect.RefusedAsync(StatusCode.NotFound, "UNKNOWN_ASSET", () => DepositAsync(gateway, good));
        Assert.DoesNotContain("alice", gateway.Cluster.Touched);
    }

    [Theory]
    [InlineData(EntryKind.Creation, "CREATION", true, "", "")]
    [InlineData(EntryKind.Redemption, "REDEMPTION", true, "", "")]
    [InlineData(EntryKind.Void, "VOID", true, "", "")]
    [InlineData(EntryKind.Deposit, "DEPOSIT", false, "cause", "")]
    [InlineData(EntryKind.Withdrawal, "WITHDRAWAL", false, "cause", "")]
    [InlineData(EntryKind.Rebalance, "REBALANCE", false, "", "cause")]
    [InlineData(EntryKind.Funding, "FUNDING", false, "", "")]
    [InlineData(EntryKind.KnockOut, "KNOCK_OUT", false, "", "")]
    public async Task An_entry_names_its_cause(
        EntryKind kind, string name, bool order, string transfer, string rebalance)
    {
        await using var gateway = await TestGateway.StartAsync();
        var id = EntryId.OfOrder("alice", "cause");
        var entry = new Entry(
            id, kind, Samples.Time, "alice", null, "cause", [new Posting("external", "USDT", Samples.Of("-5"))], "");
        gateway.Cluster.Wallet("alice").Configure().ListEntries(0, 100)
            .Returns(new EntryPage([new EntryView(9, entry)], 8));
        var page = await gateway.Caller("alice", "trader")
            .CallAsync<ListEntriesRequest, ListEntriesResponse>(new ListEntriesRequest());
        var found = page.Entries.Single();
        Assert.Equal(("8", 9L, id.ToString(), name), (page.NextPageToken, found.Sequence, found.EntryId, found.Kind));
        Assert.Equal(
            (order ? found.EntryId : string.Empty, transfer, rebalance),
            (found.OrderId, found.TransferId, found.RebalanceId));
        Assert.Equal("-5.00000000", found.Postings.Single().Amount);
    }

    private static Task<DepositResponse> DepositAsync(TestGateway gateway, DepositRequest request) =>
        gateway.Caller("operator", "operator").CallAsync<DepositRequest, DepositResponse>(request);
}
