using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>What a client makes of a server that speaks gRPC badly.</summary>
public sealed class MalformedResponseTests : EchoTest
{
    private static readonly byte[] Good = RawClient.Frame(new EchoReply { Text = "a" });

    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    protected override void Map(WebApplication app) => app.Run(http => _answer(http));

    [Theory]
    [InlineData("000000", StatusCode.Internal)]
    [InlineData("000000000a0102", StatusCode.Internal)]
    [InlineData("020000000101", StatusCode.Internal)]
    [InlineData("010000000101", StatusCode.Internal)]
    [InlineData("00ffffffff01", StatusCode.Internal)]
    [InlineData("007fffffff01", StatusCode.ResourceExhausted)]
    [InlineData("0000000002ffff", StatusCode.Unavailable)]
    public async Task A_frame_that_is_none_fails_the_call(string hex, StatusCode expected)
    {
        Answer(Convert.FromHexString(hex), "0");
        using var once = Client.OnceAsync(new EchoRequest());
        Assert.Equal(expected, (await Refused(() => once.ResponseAsync)).StatusCode);
        Assert.Equal(expected, once.GetStatus().StatusCode);
        using var down = Client.Down(new EchoRequest());
        Assert.Equal(expected, (await Refused(() => down.ResponseStream.MoveNext())).StatusCode);
        Assert.Equal(expected, down.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_unary_response_is_exactly_one_message()
    {
        Answer([], "0");
        Assert.Equal(new Status(StatusCode.Internal, "Failed to deserialize response message."), await Once());
        Answer([.. Good, .. Good], "0");
        Assert.Equal(StatusCode.Internal, (await Once()).StatusCode);
        Answer([], null, http => http.Response.Headers["grpc-status"] = "0");
        Assert.Equal(StatusCode.Internal, (await Once()).StatusCode);
    }

    [Theory]
    [InlineData("identity", StatusCode.Internal)]
    [InlineData("snappy", StatusCode.Unimplemented)]
    [InlineData("gzip", StatusCode.Internal)]
    public async Task What_cannot_be_unpacked_fails_the_call(string encoding, StatusCode expected)
    {
        var garbage = Enumerable.Range(1, 20).Select(i => (byte)i).ToArray();
        Answer(RawClient.Frame(garbage, 1), "0", http => http.Response.Headers["grpc-encoding"] = encoding);
        Assert.Equal(expected, (await Once()).StatusCode);
        Assert.Equal(("", expected), await Down());
    }

    [Theory]
    [InlineData("text/plain", "Bad gRPC response. Invalid content-type value: text/plain")]
    [InlineData("application/grpc-web", "Bad gRPC response. Invalid content-type value: application/grpc-web")]
    [InlineData(null, "Bad gRPC response. Response did not have a content-type header.")]
    public async Task Another_content_type_cancels_the_call(string? type, string why)
    {
        Answer(Good, "0", http => http.Response.ContentType = type);
        Assert.Equal(new Status(StatusCode.Cancelled, why), await Once());
        Assert.Equal(("", StatusCode.Cancelled), await Down());
    }

    [Theory]
    [InlineData(null, StatusCode.Cancelled, "No grpc-status found on response.")]
    [InlineData("abc", StatusCode.Cancelled, "Unexpected grpc-status value: abc")]
    [InlineData("99", (StatusCode)99, "")]
    public async Task A_strange_status_comes_after_the_messages(string? value, StatusCode expected, string why)
    {
        Answer(Good, value);
        Assert.Equal((expected, why), Plain(await Once()));
        Assert.Equal(("a", expected), await Down());
    }

    [Theory]
    [InlineData("abc", "InvalidOperationException: Unexpected grpc-status value: abc")]
    [InlineData("5,6", "InvalidOperationException: Multiple grpc-status headers.")]
    public async Task A_strange_status_in_place_of_messages_is_an_internal_error(string values, string why)
    {
        Answer([], null, http => http.Response.Headers["grpc-status"] = values.Split(','));
        Assert.Equal((StatusCode.Internal, $"Error starting gRPC call. {why}"), Plain(await Once()));
        Assert.Equal(("", StatusCode.Internal), await Down());
    }

    [Theory]
    [InlineData("grpc-status")]
    [InlineData("grpc-message")]
    public async Task Two_of_a_kind_are_not_believed(string name)
    {
        Answer(Good, "5", http =>
        {
            http.Response.AppendTrailer("grpc-message", "first");
            http.Response.AppendTrailer(name, "6");
        });
        Assert.Equal((StatusCode.Cancelled, $"Multiple {name} headers."), Plain(await Once()));
    }

    [Theory]
    [InlineData("%zz%41%e2%82%ac%", "%zzA€%")]
    [InlineData("%ff%41", "%ffA")]
    public async Task A_badly_escaped_text_is_taken_as_far_as_it_goes(string sent, string read)
    {
        Answer([], "5", http => http.Response.AppendTrailer("grpc-message", sent));
        Assert.Equal(new Status(StatusCode.NotFound, read), await Once());
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AQ,Ag==")]
    public async Task Unreadable_trailers_do_not_hide_the_status(string value)
    {
        Answer(Good, "5", http => http.Response.AppendTrailer("key-bin", value));
        Assert.Equal(StatusCode.NotFound, (await Once()).StatusCode);
        Assert.Equal(("a", StatusCode.NotFound), await Down());
        using var call = Client.OnceAsync(new EchoRequest());
        Assert.Empty((await Refused(() => call.ResponseAsync)).Trailers);
        Assert.Throws<FormatException>(() => call.GetTrailers());
    }

    [Fact]
    public async Task A_status_counts_more_than_the_http_status()
    {
        Answer([], null, http =>
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            http.Response.Headers["grpc-status"] = "5";
        });
        Assert.Equal(StatusCode.NotFound, (await Once()).StatusCode);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_not_taken_for_its_end()
    {
        var read = Signal();
        _answer = async http =>
        {
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(Good);
            await read.Task.WaitAsync(Patience);
            http.Abort();
        };
        using var call = Client.Down(new EchoRequest());
        Assert.True(await call.ResponseStream.MoveNext());
        read.SetResult();
        Assert.Equal(StatusCode.Internal, (await Refused(() => call.ResponseStream.MoveNext())).StatusCode);
    }

    private void Answer(byte[] body, string? status, Action<HttpContext>? change = null) => _answer = async http =>
    {
        http.Response.ContentType = "application/grpc";
        if (status is not null)
            http.Response.AppendTrailer("grpc-status", status);
        change?.Invoke(http);
        await http.Response.Body.WriteAsync(body);
    };

    private async Task<Status> Once() =>
        (await Refused(() => Client.OnceAsync(new EchoRequest()).ResponseAsync)).Status;

    /// <summary>What was read before the stream failed, and how it did.</summary>
    private async Task<(string Read, StatusCode Outcome)> Down()
    {
        using var call = Client.Down(new EchoRequest());
        var text = "";
        var refusal = await Refused(async () =>
        {
            await foreach (var reply in call.ResponseStream.ReadAllAsync())
                text += reply.Text;
        });
        return (text, refusal.StatusCode);
    }

    private static (StatusCode Code, string Detail) Plain(Status status) => (status.StatusCode, status.Detail);
}
