namespace Exchange.Bundled.Grpc.Tests;

/// <summary>Hands each call to the handler of the test.</summary>
public sealed class EchoService(Handlers handlers) : Echo.EchoBase
{
    public override Task<EchoReply> Once(EchoRequest request, ServerCallContext context) =>
        handlers.Once(request, context);

    public override Task Down(
        EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context) =>
        handlers.Down(request, responseStream, context);

    public override Task<EchoReply> Up(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context) =>
        handlers.Up(requestStream, context);

    public override Task Both(
        IAsyncStreamReader<EchoRequest> requestStream,
        IServerStreamWriter<EchoReply> responseStream,
        ServerCallContext context) => handlers.Both(requestStream, responseStream, context);
}
