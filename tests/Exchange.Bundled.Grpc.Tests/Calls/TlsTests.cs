using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>Over TLS, credentials travel without asking.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly X509Certificate2 _certificate = SelfSigned();
    private TestServer _server = null!;
    private Metadata? _heard;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(certificate: _certificate);
        _server.Handlers.Once = (request, context) =>
        {
            _heard = context.RequestHeaders;
            return Task.FromResult(new EchoReply { Text = request.Text });
        };
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    [Fact]
    public async Task Credentials_of_channel_and_call_are_sent()
    {
        var client = Connect(ChannelCredentials.Create(ChannelCredentials.SecureSsl, Header("channel", "1")));
        var reply = await client.OnceAsync(
            new EchoRequest { Text = "secret" }, new CallOptions(credentials: Header("call", "2")));
        Assert.Equal("secret", reply.Text);
        Assert.Equal("1", _heard!.GetValue("channel"));
        Assert.Equal("2", _heard!.GetValue("call"));
    }

    [Fact]
    public async Task Every_kind_of_call_runs()
    {
        var client = Connect(credentials: null);
        using var both = client.Both();
        for (var i = 0; i < 10; i++)
        {
            await both.RequestStream.WriteAsync(new EchoRequest { Count = i });
            Assert.True(await both.ResponseStream.MoveNext());
            Assert.Equal(i, both.ResponseStream.Current.Count);
        }

        await both.RequestStream.CompleteAsync();
        Assert.False(await both.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task A_server_that_nobody_trusts_is_not_called()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(
            async () => await _server.Client.OnceAsync(new EchoRequest()));
        Assert.Equal(StatusCode.Internal, refusal.StatusCode);
        Assert.Null(_heard);
    }

    private Echo.EchoClient Connect(ChannelCredentials? credentials) => new(_server.Connect(new GrpcChannelOptions
    {
        Credentials = credentials,
        HttpHandler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                // This one and no other.
                RemoteCertificateValidationCallback = (_, shown, _, _) =>
                    shown?.GetCertHashString() == _certificate.GetCertHashString(),
            },
        },
        DisposeHttpClient = true,
    }));

    private static CallCredentials Header(string key, string value) => CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add(key, value);
        return Task.CompletedTask;
    });

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
