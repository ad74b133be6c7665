using System.Diagnostics;
using Exchange.Gateway.Refusals;
using Exchange.V1;
using Grpc.Core;

namespace Exchange.Gateway.Calls;

/// <summary>Measures a call if it is an order, and does nothing if it is another.</summary>
internal readonly struct OrderTimer
{
    private readonly bool _isOrder;
    private readonly long _begun;

    private OrderTimer(bool isOrder, long begun) => (_isOrder, _begun) = (isOrder, begun);

    public static OrderTimer Start(object request) =>
        request is PlaceOrderRequest ? new OrderTimer(true, Stopwatch.GetTimestamp()) : default;

    /// <summary>It was answered; an order that was lost, and will never happen, is answered too.</summary>
    public void Answered(object response)
    {
        if (!_isOrder || response is not PlaceOrderResponse { Order: var order })
        {
            return;
        }

        if (order.Status == OrderStatus.Rejected)
        {
            GatewayMetrics.OrderRefused(_begun, order.Reason);
        }
        else
        {
            GatewayMetrics.OrderAccepted(_begun);
        }
    }

    public void Refused(RpcException refusal)
    {
        if (_isOrder)
        {
            GatewayMetrics.OrderRefused(
                _begun, refusal.Trailers.GetValue(Refusals.Refused.Trailer) ?? refusal.StatusCode.ToString());
        }
    }
}
