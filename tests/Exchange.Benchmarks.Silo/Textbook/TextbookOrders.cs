using Exchange.Contracts;
using Exchange.Domain.Orders;
using Exchange.Gateway.Callers;
using Exchange.Gateway.Input;
using Exchange.Gateway.Nav;
using Exchange.Gateway.Refusals;
using Exchange.Gateway.Wire;
using Exchange.V1;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Order = Exchange.Domain.Orders.Order;

namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>Hands an order to a wallet and answers how it came out.</summary>
internal delegate Task<Answer<Order>> PlaceTextbookOrder(IClusterClient cluster, OrderRequest order);

/// <summary>
/// <c>TradingService.PlaceOrder</c> as the gateway does it, step by step, but to a wallet of the textbook's. All before
/// it (connections, tokens of callers, limits) and every other call is the gateway's own.
/// </summary>
internal sealed class TextbookOrders(IClusterClient cluster, NavHub hub, PlaceTextbookOrder place) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        request is PlaceOrderRequest order
            ? (TResponse)(object)await PlaceAsync(order, context)
            : await continuation(request, context);

    private async Task<PlaceOrderResponse> PlaceAsync(PlaceOrderRequest request, ServerCallContext context)
    {
        var order = Orders.Read(request, Caller.Of(context).Wallet(request.WalletId));
        await hub.FindAsync(order.Symbol);
        var placed = (await place(cluster, order)).OrThrow();
        return new PlaceOrderResponse { Order = OrderMessages.Write(placed) };
    }
}

/// <summary>Puts them into the gateway.</summary>
internal static class TextbookGateway
{
    public static void TakeOrders(this IServiceCollection services, PlaceTextbookOrder place)
    {
        services.AddSingleton(place);
        services.AddSingleton<TextbookOrders>();

        // After the gateway's own, and so within it: whoever is not let in does not come here.
        services.PostConfigure<GrpcServiceOptions>(static grpc => grpc.Interceptors.Add<TextbookOrders>());
    }
}
