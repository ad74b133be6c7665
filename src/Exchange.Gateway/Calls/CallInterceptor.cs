using Exchange.Gateway.Callers;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Exchange.Gateway.Calls;

/// <summary>What happens around every call: the gate before it, and a status for whatever goes wrong in it.</summary>
internal sealed class CallInterceptor(Gate gate, Faults faults) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var order = OrderTimer.Start(request);
        try
        {
            await gate.EnterAsync(context);
            var response = await continuation(request, context);
            order.Answered(response);
            return response;
        }
        catch (RpcException refusal)
        {
            order.Refused(refusal);
            throw;
        }
        catch (Exception fault)
        {
            var refusal = faults.Translate(fault, context);
            order.Refused(refusal);
            throw refusal;
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await gate.EnterAsync(context);
            return await continuation(requestStream, context);
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw faults.Translate(fault, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await gate.EnterAsync(context);
            await continuation(request, responseStream, context);
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw faults.Translate(fault, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await gate.EnterAsync(context);
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw faults.Translate(fault, context);
        }
    }
}
