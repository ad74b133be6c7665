namespace Exchange.Bundled.Grpc.Tests;

/// <summary>What the service of a test does; by default it echoes.</summary>
public sealed class Handlers
{
    public UnaryServerMethod<EchoRequest, EchoReply> Once { get; set; } =
        (request, _) => Task.FromResult(new EchoReply { Text = request.Text, Payload = request.Payload });

    public ServerStreamingServerMethod<EchoRequest, EchoReply> Down { get; set; } = async (request, replies, _) =>
    {
        for (var i = 0; i < request.Count; i++)
            await replies.WriteAsync(new EchoReply { Text = request.Text, Count = i });
    };

    public ClientStreamingServerMethod<EchoRequest, EchoReply> Up { get; set; } = async (requests, _) =>
    {
        var reply = new EchoReply();
        await foreach (var request in requests.ReadAllAsync())
            reply = new EchoReply { Text = reply.Text + request.Text, Count = reply.Count + request.Count };
        return reply;
    };

    public DuplexStreamingServerMethod<EchoRequest, EchoReply> Both { get; set; } = async (requests, replies, _) =>
    {
        await foreach (var request in requests.ReadAllAsync())
            await replies.WriteAsync(new EchoReply { Text = request.Text, Count = request.Count });
    };
}
