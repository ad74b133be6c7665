using Exchange.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Exchange.Gateway.Tests.Support;

/// <summary>Calls methods by name with the messages of the contract, as one caller.</summary>
internal sealed class TestCaller(CallInvoker invoker, string? token)
{
    /// <summary>Every method of the contract.</summary>
    public static IEnumerable<MethodDescriptor> Methods =>
        new[]
        {
            MarketDataReflection.Descriptor, TradingReflection.Descriptor, WalletReflection.Descriptor,
            OperatorReflection.Descriptor,
        }
        .SelectMany(file => file.Services)
        .SelectMany(service => service.Methods);

    /// <summary>The name of a method as gRPC writes it.</summary>
    public static string NameOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    /// <summary>Calls the method that takes this request and gives one answer.</summary>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(TRequest request)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        using var call = invoker.AsyncUnaryCall(
            Method<TRequest, TResponse>(MethodType.Unary), null, Options(default), request);
        return await call.ResponseAsync;
    }

    /// <summary>Opens the method that takes this request and gives a stream of answers.</summary>
    public AsyncServerStreamingCall<TResponse> Open<TRequest, TResponse>(
        TRequest request, CancellationToken stopping = default)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() =>
        invoker.AsyncServerStreamingCall(
            Method<TRequest, TResponse>(MethodType.ServerStreaming), null, Options(stopping), request);

    /// <summary>Sends a stream of prices.</summary>
    public async Task<PublishPricesResponse> PublishAsync(params PublishPricesRequest[] requests)
    {
        using var call = invoker.AsyncClientStreamingCall(
            Method<PublishPricesRequest, PublishPricesResponse>(MethodType.ClientStreaming), null, Options(default));
        foreach (var request in requests)
        {
            await call.RequestStream.WriteAsync(request);
        }

        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    /// <summary>Calls any method with an empty request; its status. A stream is left after its first answer.</summary>
    public async Task<StatusCode> TryAsync(MethodDescriptor method)
    {
        try
        {
            using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            using var call = invoker.AsyncDuplexStreamingCall(
                new Method<byte[], byte[]>(
                    MethodType.DuplexStreaming, method.Service.FullName, method.Name, Bytes, Bytes),
                null,
                Options(giveUp.Token));
            await SendAsync(call.RequestStream);
            await call.ResponseStream.MoveNext(giveUp.Token);
            return StatusCode.OK;
        }
        catch (RpcException fault)
        {
            return fault.StatusCode;
        }
    }

    // A call may be refused before its request is sent; why, is told where the answer is read.
    private static async Task SendAsync(IClientStreamWriter<byte[]> stream)
    {
        try
        {
            await stream.WriteAsync([]);
            await stream.CompleteAsync();
        }
        catch (Exception fault) when (fault is RpcException or InvalidOperationException)
        {
        }
    }

    private static Marshaller<byte[]> Bytes => Marshallers.Create(static bytes => bytes, static bytes => bytes);

    private static Method<TRequest, TResponse> Method<TRequest, TResponse>(MethodType type)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        var request = new TRequest().Descriptor;
        var method = Methods.Single(one => one.InputType == request && one.OutputType == new TResponse().Descriptor);
        return new Method<TRequest, TResponse>(
            type, method.Service.FullName, method.Name, Messages<TRequest>(), Messages<TResponse>());
    }

    private static Marshaller<T> Messages<T>()
        where T : class, IMessage<T>, new() => Marshallers.Create(
            static message => message.ToByteArray(),
            static bytes =>
            {
                var message = new T();
                message.MergeFrom(bytes);
                return message;
            });

    private CallOptions Options(CancellationToken stopping)
    {
        var headers = new Metadata();
        if (token is not null)
        {
            headers.Add("authorization", $"Bearer {token}");
        }

        return new CallOptions(
            headers, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1), stopping);
    }
}
