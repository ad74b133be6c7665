using System.Net;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>Calls of what is not there.</summary>
public sealed class UnknownTests : EchoTest
{
    [Theory]
    [InlineData("echo.v1.Echo", "Nothing", "Method is unimplemented.")]
    [InlineData("echo.v1.Nobody", "Once", "Service is unimplemented.")]
    public async Task Are_unimplemented(string service, string method, string why)
    {
        var refusal = await Refused(() => Call(Server, service, method));
        Assert.Equal(new Status(StatusCode.Unimplemented, why), refusal.Status);
    }

    [Fact]
    public async Task Are_left_to_others_where_the_server_says_so()
    {
        await using var server = await TestServer.StartAsync(options => options.IgnoreUnknownServices = true);
        var refusal = await Refused(() => Call(server, "echo.v1.Nobody", "Once"));
        Assert.Equal(
            new Status(StatusCode.Unimplemented, "Bad gRPC response. HTTP status code: 404"), refusal.Status);
        Assert.Equal(
            new Status(StatusCode.Unimplemented, "Bad gRPC response. HTTP status code: 404"),
            (await Refused(() => Call(server, "echo.v1.Echo", "Nothing"))).Status);
    }

    [Fact]
    public async Task Are_nothing_to_a_browser()
    {
        using var client = new HttpClient
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await client.GetAsync(new Uri(Server.Address + "/some/page"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public void Services_need_AddGrpc()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        Assert.Throws<InvalidOperationException>(() => app.MapGrpcService<EchoService>());
    }

    private static async Task Call(TestServer server, string service, string method)
    {
        var unknown = new Method<string, string>(
            MethodType.Unary, service, method, Marshallers.StringMarshaller, Marshallers.StringMarshaller);
        using var call = server.Connect().CreateCallInvoker().AsyncUnaryCall(unknown, null, default, "?");
        await call;
    }
}
