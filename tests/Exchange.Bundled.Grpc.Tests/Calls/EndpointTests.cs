using System.Security.Claims;
using System.Text.Encodings.Web;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>A gRPC method is an endpoint like any other.</summary>
public sealed class EndpointTests : EchoTest
{
    protected override void Add(IServiceCollection services)
    {
        services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, HeaderScheme>("test", _ => { });
        services.AddAuthorization();
    }

    protected override void Map(WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGrpcService<GuardedService>().RequireAuthorization();
    }

    [Fact]
    public async Task Who_is_nobody_is_unauthenticated()
    {
        var refusal = await Refused(() => Client.OnceAsync(new EchoRequest()).ResponseAsync);
        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
    }

    [Fact]
    public async Task Who_is_somebody_is_known_to_the_handler()
    {
        var reply = await Client.OnceAsync(new EchoRequest(), As("alice"));
        Assert.Equal("alice", reply.Text);
    }

    [Fact]
    public async Task A_method_may_ask_for_more_than_its_service()
    {
        using var refused = Client.Down(new EchoRequest { Count = 1 }, As("alice"));
        Assert.Equal(
            StatusCode.PermissionDenied, (await Refused(() => refused.ResponseStream.MoveNext())).StatusCode);
        using var allowed = Client.Down(new EchoRequest { Count = 1 }, As("admin"));
        Assert.True(await allowed.ResponseStream.MoveNext());
    }

    [Fact]
    public void Names_its_method()
    {
        var endpoints = Server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints);
        var once = Assert.Single(endpoints, endpoint => endpoint.DisplayName == "gRPC - /echo.v1.Echo/Once");
        var metadata = once.Metadata.GetMetadata<GrpcMethodMetadata>()!;
        Assert.Equal(typeof(GuardedService), metadata.ServiceType);
        Assert.Equal("/echo.v1.Echo/Once", metadata.Method.FullName);
        Assert.Equal(MethodType.Unary, metadata.Method.Type);
        Assert.Contains("POST", once.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods);
    }

    private static Metadata As(string who) => new() { { "who", who } };

    public sealed class GuardedService : Echo.EchoBase
    {
        public override Task<EchoReply> Once(EchoRequest request, ServerCallContext context) =>
            Task.FromResult(new EchoReply { Text = context.GetHttpContext().User.Identity!.Name });

        [Authorize(Roles = "admin")]
        public override Task Down(
            EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context) =>
            responseStream.WriteAsync(new EchoReply());
    }

    /// <summary>Believes whatever the header says.</summary>
    private sealed class HeaderScheme(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["who"] is not [{ } who])
                return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity(
                [new Claim(ClaimTypes.Name, who), new Claim(ClaimTypes.Role, who)], "test");
            return Task.FromResult(
                AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "test")));
        }
    }
}
