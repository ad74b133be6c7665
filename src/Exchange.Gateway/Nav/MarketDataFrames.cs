using System.Buffers;
using Exchange.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Exchange.Gateway.Nav;

/// <summary>
/// <c>MarketDataService</c> bound by hand instead of by generated code, for one reason: <c>StreamNav</c> writes frames
/// that are bytes already. What goes over the wire is the same.
/// </summary>
[BindServiceMethod(typeof(MarketDataFrames), nameof(Bind))]
internal abstract class MarketDataFrames
{
    private static readonly Marshaller<NavFrame> Frames = Marshallers.Create(
        static (NavFrame frame, SerializationContext context) =>
        {
            context.SetPayloadLength(frame.Bytes.Length);
            context.GetBufferWriter().Write(frame.Bytes.Span);
            context.Complete();
        },
        static NavFrame (DeserializationContext _) =>
            throw new NotSupportedException("The gateway sends frames and receives none."));

    private static readonly Method<StreamNavRequest, NavFrame> StreamNavMethod = new(
        MethodType.ServerStreaming, ServiceName, nameof(StreamNav), Messages(StreamNavRequest.Parser), Frames);

    private static string ServiceName => MarketDataService.Descriptor.FullName;

    /// <summary>Tells gRPC of the methods; called by it, with no service when it only asks what there is.</summary>
    public static void Bind(ServiceBinderBase binder, MarketDataFrames? service)
    {
        binder.AddMethod(
            Unary(nameof(ListTokens), ListTokensRequest.Parser, ListTokensResponse.Parser),
            service is null ? null! : service.ListTokens);
        binder.AddMethod(
            Unary(nameof(GetToken), GetTokenRequest.Parser, GetTokenResponse.Parser),
            service is null ? null! : service.GetToken);
        binder.AddMethod(StreamNavMethod, service is null ? null! : service.StreamNav);
        binder.AddMethod(
            Unary(nameof(GetCandles), GetCandlesRequest.Parser, GetCandlesResponse.Parser),
            service is null ? null! : service.GetCandles);
        binder.AddMethod(
            Unary(nameof(ListRebalances), ListRebalancesRequest.Parser, ListRebalancesResponse.Parser),
            service is null ? null! : service.ListRebalances);
        binder.AddMethod(
            new Method<StreamTokenEventsRequest, StreamTokenEventsResponse>(
                MethodType.ServerStreaming,
                ServiceName,
                nameof(StreamTokenEvents),
                Messages(StreamTokenEventsRequest.Parser),
                Messages(StreamTokenEventsResponse.Parser)),
            service is null ? null! : service.StreamTokenEvents);
    }

    public virtual Task<ListTokensResponse> ListTokens(ListTokensRequest request, ServerCallContext context) =>
        throw Unimplemented();

    public virtual Task<GetTokenResponse> GetToken(GetTokenRequest request, ServerCallContext context) =>
        throw Unimplemented();

    public virtual Task StreamNav(
        StreamNavRequest request, IServerStreamWriter<NavFrame> responseStream, ServerCallContext context) =>
        throw Unimplemented();

    public virtual Task<GetCandlesResponse> GetCandles(GetCandlesRequest request, ServerCallContext context) =>
        throw Unimplemented();

    public virtual Task<ListRebalancesResponse> ListRebalances(
        ListRebalancesRequest request, ServerCallContext context) => throw Unimplemented();

    public virtual Task StreamTokenEvents(
        StreamTokenEventsRequest request,
        IServerStreamWriter<StreamTokenEventsResponse> responseStream,
        ServerCallContext context) => throw Unimplemented();

    private static RpcException Unimplemented() => new(new Status(StatusCode.Unimplemented, string.Empty));

    private static Method<TRequest, TResponse> Unary<TRequest, TResponse>(
        string name, MessageParser<TRequest> request, MessageParser<TResponse> response)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new(MethodType.Unary, ServiceName, name, Messages(request), Messages(response));

    private static Marshaller<T> Messages<T>(MessageParser<T> parser)
        where T : class, IMessage<T> => Marshallers.Create(
            static (T message, SerializationContext context) =>
            {
                context.SetPayloadLength(message.CalculateSize());
                message.WriteTo(context.GetBufferWriter());
                context.Complete();
            },
            context => parser.ParseFrom(context.PayloadAsReadOnlySequence()));
}
