using System.Buffers;
using System.Text;

namespace Exchange.Bundled.Grpc.Tests;

public sealed class CoreTypeTests
{
    [Fact]
    public void A_refusal_says_what_it_is()
    {
        var status = new Status(StatusCode.NotFound, "no such token");
        var refusal = new RpcException(status);
        Assert.Equal("Status(StatusCode=\"NotFound\", Detail=\"no such token\")", refusal.Message);
        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
        Assert.Empty(refusal.Trailers);
        Assert.Equal("own", new RpcException(status, "own").Message);
    }

    [Fact]
    public void Statuses_compare_by_value() => Assert.Equal(
        new Status(StatusCode.Aborted, "x"), new Status(StatusCode.Aborted, "x"));

    [Fact]
    public void Call_options_are_copied_with_changes()
    {
        using var source = new CancellationTokenSource();
        var deadline = DateTime.UtcNow;
        var plain = new CallOptions(deadline: deadline);
        var changed = plain.WithCancellationToken(source.Token).WithHeaders([]).WithWaitForReady();
        Assert.Null(plain.Headers);
        Assert.NotNull(changed.Headers);
        Assert.Equal(deadline, changed.Deadline);
        Assert.Equal(source.Token, changed.CancellationToken);
        Assert.True(changed.IsWaitForReady);
        Assert.False(plain.IsWaitForReady);
    }

    [Fact]
    public void A_method_knows_its_full_name()
    {
        var method = new Method<string, string>(
            MethodType.Unary, "a.B", "C", Marshallers.StringMarshaller, Marshallers.StringMarshaller);
        Assert.Equal("/a.B/C", method.FullName);
    }

    [Fact]
    public void A_marshaller_over_arrays_works_in_a_context()
    {
        var marshaller = Marshallers.Create(
            text => Encoding.UTF8.GetBytes((string)text), bytes => Encoding.UTF8.GetString(bytes));
        Assert.Equal("ab"u8.ToArray(), marshaller.Serializer("ab"));
        Assert.Equal("ab", marshaller.ContextualDeserializer(new OneMessage("ab"u8.ToArray())));
    }

    [Fact]
    public async Task A_client_may_be_replaced_in_a_test()
    {
        var reply = new EchoReply { Text = "fake" };
        var client = new FakeClient(reply);
        Assert.Same(reply, await client.OnceAsync(new EchoRequest()));
        // What the fake does not override reaches no server.
        Assert.ThrowsAny<Exception>(() => client.Down(new EchoRequest()));
    }

    [Fact]
    public async Task A_server_stream_writer_may_be_replaced_in_a_test()
    {
        IServerStreamWriter<string> writer = new ListWriter();
        await writer.WriteAsync("a", CancellationToken.None);
        await Assert.ThrowsAsync<NotSupportedException>(async () =>
        {
            using var source = new CancellationTokenSource();
            await writer.WriteAsync("b", source.Token);
        });
    }

    private sealed class FakeClient(EchoReply reply) : Echo.EchoClient
    {
        public override AsyncUnaryCall<EchoReply> OnceAsync(
            EchoRequest request,
            Metadata? headers = null,
            DateTime? deadline = null,
            CancellationToken cancellationToken = default) => new(
            Task.FromResult(reply), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    private sealed class ListWriter : IServerStreamWriter<string>
    {
        public List<string> Written { get; } = [];

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(string message)
        {
            Written.Add(message);
            return Task.CompletedTask;
        }
    }

    private sealed class OneMessage(byte[] payload) : DeserializationContext
    {
        public override int PayloadLength => payload.Length;

        public override byte[] PayloadAsNewBuffer() => payload;

        public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(payload);
    }
}
