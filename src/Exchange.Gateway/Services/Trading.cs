using Exchange.Contracts;
using Exchange.Contracts.Tokens;
using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Gateway.Callers;
using Exchange.Gateway.Input;
using Exchange.Gateway.Nav;
using Exchange.Gateway.Refusals;
using Exchange.Gateway.Wire;
using Exchange.V1;
using Grpc.Core;
using Orleans;

namespace Exchange.Gateway.Services;

/// <summary>Orders.</summary>
internal sealed class Trading(IClusterClient cluster, NavHub hub) : TradingService.TradingServiceBase
{
    public override async Task<PlaceOrderResponse> PlaceOrder(PlaceOrderRequest request, ServerCallContext context)
    {
        var walletId = Caller.Of(context).Wallet(request.WalletId);
        var order = Orders.Read(request, walletId);
        await hub.FindAsync(order.Symbol);
        var placed = (await Wallet(walletId).PlaceOrder(order)).OrThrow();
        return new PlaceOrderResponse { Order = OrderMessages.Write(placed) };
    }

    public override async Task<GetOrderResponse> GetOrder(GetOrderRequest request, ServerCallContext context)
    {
        var wallet = Wallet(Caller.Of(context).Wallet(request.WalletId));
        if (request.OrderId.Length == 0)
        {
            var found = await wallet.GetOrder(Ids.Read(request.ClientOrderId, "client_order_id"));
            return new GetOrderResponse { Order = OrderMessages.Write(found.OrThrow()) };
        }

        // What cannot be an id of the exchange was never given to an order.
        if (!EntryId.TryParse(request.OrderId, out var id))
        {
            throw Refused.Because(Refusal.UnknownOrder);
        }

        var order = (await wallet.GetOrderById(id.ToString())).OrThrow();
        return new GetOrderResponse { Order = OrderMessages.Write(order) };
    }

    public override async Task<ListOrdersResponse> ListOrders(ListOrdersRequest request, ServerCallContext context)
    {
        var walletId = Caller.Of(context).Wallet(request.WalletId);
        var symbol = request.Symbol.Length == 0 ? null : Ids.ReadSymbol(request.Symbol);
        var (before, limit) = Pages.Read(request.PageSize, request.PageToken);
        var page = await Wallet(walletId).ListOrders(symbol, before, limit);
        var response = new ListOrdersResponse { NextPageToken = Pages.Next(page.Next) };
        response.Orders.AddRange(page.Orders.Select(OrderMessages.Write));
        return response;
    }

    public override async Task<QuoteOrderResponse> QuoteOrder(QuoteOrderRequest request, ServerCallContext context)
    {
        var order = Orders.Read(request);
        var fill = (await cluster.GetGrain<ITokenGrain>(order.Symbol).Quote(order)).OrThrow();
        return OrderMessages.WriteQuote(order, fill);
    }

    private IWalletGrain Wallet(string walletId) => GrainReferences<IWalletGrain>.Of(cluster).Get(walletId);
}
