using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Exchange.Gateway.Tests.Support;
using Exchange.V1;
using Grpc.Core;

namespace Exchange.Gateway.Tests.Callers;

public sealed class LimitTests
{
    [Fact]
    public async Task A_caller_that_calls_too_often_is_slowed_down_and_others_are_not()
    {
        var clock = new ShiftedClock();
        await using var gateway = await TestGateway.StartAsync(
            clock, options => options with { CallRatePerSecond = 1, CallBurst = 5 });
        var alice = gateway.Caller("alice", "trader");
        for (var i = 0; i < 5; i++)
        {
            await WalletAsync(alice);
        }

        await Expect.RefusedAsync(StatusCode.ResourceExhausted, "RATE_LIMITED", () => WalletAsync(alice));
        await WalletAsync(gateway.Caller("bob", "trader"));
        clock.PutForward(TimeSpan.FromSeconds(1));
        await WalletAsync(alice);
        await Expect.RefusedAsync(StatusCode.ResourceExhausted, "RATE_LIMITED", () => WalletAsync(alice));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_caller_holds_only_so_many_streams_open()
    {
        await using var gateway = await TestGateway.StartAsync(options => options with { NavStreamsPerCaller = 2 });
        var alice = gateway.Caller("alice", "trader");
        using var first = await OpenAsync(alice);
        using var second = await OpenAsync(alice);
        await Expect.RefusedAsync(StatusCode.ResourceExhausted, "STREAMS_EXHAUSTED", () => OpenAsync(alice));
        using var others = await OpenAsync(gateway.Caller("bob", "trader"));
        first.Dispose();
        AsyncServerStreamingCall<StreamNavResponse>? again = null;
        while (again is null)
        {
            await Task.Delay(20);
            again = await OpenAsync(alice).ContinueWith(
                static task => task.IsCompletedSuccessfully ? task.Result : null, TaskScheduler.Default);
        }

        again.Dispose();
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_not_read()
    {
        await using var gateway = await TestGateway.StartAsync();
        var request = new PlaceOrderRequest { ClientOrderId = new string('a', 5_000_000) };
        var fault = await Assert.ThrowsAsync<RpcException>(() => gateway.Caller("alice", "trader")
            .CallAsync<PlaceOrderRequest, PlaceOrderResponse>(request));
        Assert.Equal(StatusCode.ResourceExhausted, fault.StatusCode);
    }

    [Fact]
    public async Task A_message_that_is_packed_is_not_unpacked()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[10_000_000]);
        }

        var frame = new byte[5 + bomb.Length];
        frame[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)bomb.Length);
        bomb.ToArray().CopyTo(frame, 5);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(gateway.Address, "/exchange.v1.WalletService/GetWallet"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.Add("grpc-encoding", "gzip");
        request.Headers.TE.ParseAdd("trailers");
        using var client = new HttpClient();
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        var status = response.Headers.TryGetValues("grpc-status", out var early)
            ? early : response.TrailingHeaders.GetValues("grpc-status");
        Assert.Equal([$"{(int)StatusCode.Unimplemented}"], status);
    }

    private static Task<GetWalletResponse> WalletAsync(TestCaller caller) =>
        caller.CallAsync<GetWalletRequest, GetWalletResponse>(new GetWalletRequest());

    private static async Task<AsyncServerStreamingCall<StreamNavResponse>> OpenAsync(TestCaller caller)
    {
        var request = new StreamNavRequest { Symbols = { "BTC3L" } };
        var call = caller.Open<StreamNavRequest, StreamNavResponse>(request);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return call;
    }
}
