using Exchange.Gateway.Tests.Support;
using Exchange.V1;
using Grpc.Core;

namespace Exchange.Gateway.Tests.Callers;

public sealed class AuthenticationTests
{
    [Fact]
    public async Task Only_a_good_token_lets_in()
    {
        await using var gateway = await TestGateway.StartAsync();
        foreach (var (name, token) in Wrong())
        {
            var fault = await Expect.RefusedAsync(
                StatusCode.Unauthenticated, "UNAUTHENTICATED", () => ListAsync(gateway, token));
            Assert.True(fault.Status.Detail.Length > 0, name);
        }

        Assert.Equal(2, (await ListAsync(gateway, Jwt.Mint("alice", "trader"))).Tokens.Count);
    }

    [Fact]
    public async Task A_token_is_forgotten_with_its_time()
    {
        // It would be remembered for a minute if it were good for so long.
        var clock = new ShiftedClock();
        await using var gateway = await TestGateway.StartAsync(
            clock, options => options with { ClockSkew = TimeSpan.Zero });
        var token = Expiring(TimeSpan.FromSeconds(30));
        await ListAsync(gateway, token);
        await ListAsync(gateway, token);
        clock.PutForward(TimeSpan.FromSeconds(31));
        var fault = await Expect.RefusedAsync(
            StatusCode.Unauthenticated, "UNAUTHENTICATED", () => ListAsync(gateway, token));
        Assert.Contains("expired", fault.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_a_little_off_is_forgiven()
    {
        var clock = new StandingClock();
        await using var gateway = await TestGateway.StartAsync(clock, null);
        await ListAsync(gateway, Expiring(TimeSpan.FromSeconds(-20), clock));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(32, null, true)]
    [InlineData(16, null, false)]
    [InlineData(null, "https://login.example", true)]
    [InlineData(32, "https://login.example", false)]
    public void A_gateway_takes_a_key_or_a_provider(int? keyLength, string? authority, bool valid)
    {
        var options = new GatewayOptions { TokenKey = new byte[keyLength ?? 0], Authority = authority };
        if (valid)
        {
            options.AssertValid();
        }
        else
        {
            Assert.Throws<InvalidOperationException>(options.AssertValid);
        }
    }

    private static string Expiring(TimeSpan after, TimeProvider? clock = null)
    {
        var now = (clock ?? TimeProvider.System).GetUtcNow();
        var claims = Jwt.Claims("alice", "trader");
        claims["exp"] = now.Add(after).ToUnixTimeSeconds();
        claims["nbf"] = now.AddMinutes(-5).ToUnixTimeSeconds();
        return Jwt.Sign(claims);
    }

    private static IEnumerable<(string Name, string? Token)> Wrong()
    {
        yield return ("none", null);
        yield return ("nonsense", "nonsense");
        yield return ("expired", Expiring(TimeSpan.FromMinutes(-2)));
        yield return ("another key", Jwt.Sign(Jwt.Claims("alice", "trader"), new byte[32]));
        yield return ("no signature", Jwt.Sign(Jwt.Claims("alice", "trader"), algorithm: "none"));
        yield return ("another algorithm", Jwt.Sign(Jwt.Claims("alice", "trader"), algorithm: "HS512"));
        yield return ("not yet good", With("nbf", TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds()));
        yield return ("another audience", With("aud", "elsewhere"));
        yield return ("another issuer", With("iss", "elsewhere"));
        yield return ("no expiry", With("exp", null));
        yield return ("no role", With("role", null));
        yield return ("unknown role", With("role", "god"));
        yield return ("two roles", With("role", new[] { "trader", "operator" }));
        yield return ("no subject", With("sub", null));
        yield return ("a subject that is no id", With("sub", "alice/held"));
    }

    private static string With(string claim, object? value)
    {
        var claims = Jwt.Claims("alice", "trader");
        claims.Remove(claim);
        if (value is not null)
        {
            claims[claim] = value;
        }

        return Jwt.Sign(claims);
    }

    private static Task<ListTokensResponse> ListAsync(TestGateway gateway, string? token) =>
        gateway.Caller(token).CallAsync<ListTokensRequest, ListTokensResponse>(new ListTokensRequest());
}
