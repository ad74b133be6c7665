using System.Buffers;
using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>A service that no generator wrote: its messages are serialised once and sent to many.</summary>
public sealed class OwnMarshallerTests : EchoTest
{
    protected override void Map(WebApplication app) => app.MapGrpcService<Broadcaster>();

    [Fact]
    public async Task One_array_reaches_every_subscriber()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            // The generated client does not know the difference.
            using var call = Client.Down(new EchoRequest { Count = 100 });
            var count = 0;
            await foreach (var reply in call.ResponseStream.ReadAllAsync())
            {
                Assert.Equal(Broadcaster.Message, reply);
                count++;
            }

            Assert.Equal(100, count);
        })).WaitAsync(Patience);
    }

    [Fact]
    public async Task What_it_does_not_override_is_unimplemented() => Assert.Equal(
        StatusCode.Unimplemented, (await Refused(() => Client.OnceAsync(new EchoRequest()).ResponseAsync)).StatusCode);

    /// <summary>What a generator would have written, but for the type of the responses.</summary>
    [BindServiceMethod(typeof(BroadcastBase), nameof(Bind))]
    public abstract class BroadcastBase
    {
        private static readonly Method<EchoRequest, Serialized> DownMethod = new(
            MethodType.ServerStreaming,
            "echo.v1.Echo",
            "Down",
            Marshallers.Create<EchoRequest>(
                (_, _) => throw new NotSupportedException(),
                context => EchoRequest.Parser.ParseFrom(context.PayloadAsReadOnlySequence())),
            Marshallers.Create<Serialized>(
                (message, context) =>
                {
                    context.SetPayloadLength(message.Bytes.Length);
                    context.GetBufferWriter().Write(message.Bytes);
                    context.Complete();
                },
                _ => throw new NotSupportedException()));

        public static void Bind(ServiceBinderBase binder, BroadcastBase? service) => binder.AddMethod(
            DownMethod,
            service is null ? null : new ServerStreamingServerMethod<EchoRequest, Serialized>(service.Down));

        public virtual Task Down(
            EchoRequest request, IServerStreamWriter<Serialized> responses, ServerCallContext context) =>
            throw new RpcException(new Status(StatusCode.Unimplemented, ""));
    }

    public sealed class Broadcaster : BroadcastBase
    {
        public static readonly EchoReply Message = new() { Text = "nav", Count = 42 };

        private static readonly Serialized Shared = new(Message.ToByteArray());

        public override async Task Down(
            EchoRequest request, IServerStreamWriter<Serialized> responses, ServerCallContext context)
        {
            for (var i = 0; i < request.Count; i++)
                await responses.WriteAsync(Shared);
        }
    }

    public sealed record Serialized(byte[] Bytes);
}
