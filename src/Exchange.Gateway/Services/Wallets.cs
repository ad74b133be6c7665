using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Gateway.Callers;
using Exchange.Gateway.Input;
using Exchange.Gateway.Refusals;
using Exchange.Gateway.Wire;
using Exchange.V1;
using Grpc.Core;
using Orleans;

namespace Exchange.Gateway.Services;

/// <summary>Wallets and the money in them.</summary>
internal sealed class Wallets(IClusterClient cluster) : WalletService.WalletServiceBase
{
    public override async Task<GetWalletResponse> GetWallet(GetWalletRequest request, ServerCallContext context)
    {
        var view = await Wallet(Caller.Of(context).Wallet(request.WalletId)).Get();
        return new GetWalletResponse { Wallet = WalletMessages.Write(view) };
    }

    public override async Task<DepositResponse> Deposit(DepositRequest request, ServerCallContext context)
    {
        var walletId = Caller.Of(context).Wallet(request.WalletId);
        var transfer = Read(request.TransferId, request.Asset, request.Amount);
        var view = (await Wallet(walletId).Deposit(transfer)).OrThrow();
        return new DepositResponse
        {
            Transfer = WalletMessages.Write(view, walletId),
            Wallet = WalletMessages.Write(view.Wallet),
        };
    }

    public override async Task<WithdrawResponse> Withdraw(WithdrawRequest request, ServerCallContext context)
    {
        var walletId = Caller.Of(context).Wallet(request.WalletId);
        var transfer = Read(request.TransferId, request.Asset, request.Amount);
        var view = (await Wallet(walletId).Withdraw(transfer)).OrThrow();
        return new WithdrawResponse
        {
            Transfer = WalletMessages.Write(view, walletId),
            Wallet = WalletMessages.Write(view.Wallet),
        };
    }

    public override async Task<ListEntriesResponse> ListEntries(ListEntriesRequest request, ServerCallContext context)
    {
        var walletId = Caller.Of(context).Wallet(request.WalletId);
        var (before, limit) = Pages.Read(request.PageSize, request.PageToken);
        var page = await Wallet(walletId).ListEntries(before, limit);
        var response = new ListEntriesResponse { NextPageToken = Pages.Next(page.Next) };
        response.Entries.AddRange(page.Entries.Select(WalletMessages.Write));
        return response;
    }

    private static TransferRequest Read(string transferId, string asset, string amount)
    {
        var id = Ids.Read(transferId, "transfer_id");
        var value = Amounts.ReadPositive(amount, "amount");
        return asset == Accounts.QuoteAsset
            ? new TransferRequest(id, asset, value)
            : throw Refused.Because(Refusal.UnknownAsset, $"Only {Accounts.QuoteAsset} is paid in or out.");
    }

    private IWalletGrain Wallet(string walletId) => cluster.GetGrain<IWalletGrain>(walletId);
}
