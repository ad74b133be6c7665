using Exchange.Gateway.Callers;
using Exchange.Gateway.Tests.Support;
using Grpc.Core;

namespace Exchange.Gateway.Tests.Callers;

public sealed class AccessTests
{
    private const string Nobody = "";

    [Fact]
    public void Every_method_of_the_contract_is_in_the_table_and_nothing_else() =>
        Assert.Equal(TestCaller.Methods.Select(TestCaller.NameOf).Order(), Access.Methods.Order());

    [Fact]
    public void A_method_that_the_table_does_not_name_is_closed_to_all()
    {
        Assert.Equal(Roles.None, Access.RolesOf("/exchange.v1.OperatorService/PrintMoney"));
        Assert.False(Access.IsAllowed(Roles.Everyone, "/exchange.v1.OperatorService/PrintMoney"));
        Assert.False(Access.IsAllowed(Roles.None, "/exchange.v1.MarketDataService/ListTokens"));
    }

    [Theory]
    [InlineData("trader", "Market*", "Trading*", "Wallet*", "!Deposit")]
    [InlineData("operator", "Market*", "Operator*", "Deposit")]
    [InlineData("feed", "Market*", "PublishPrices")]
    [InlineData(
        "auditor", "Market*", "Trading*", "Wallet*", "GetClusterStatus", "!PlaceOrder", "!CancelOrder", "!Trade",
        "!Deposit", "!Withdraw", "!AcknowledgeRisk")]
    [InlineData(Nobody)]
    public async Task Each_role_reaches_what_it_may_and_nothing_else(string role, params string[] allowed)
    {
        await using var gateway = await TestGateway.StartAsync();
        var caller = role == Nobody ? gateway.Caller(null) : gateway.Caller("somebody", role);
        var denied = role == Nobody ? StatusCode.Unauthenticated : StatusCode.PermissionDenied;
        foreach (var method in TestCaller.Methods)
        {
            var status = await caller.TryAsync(method);
            var open = !allowed.Contains("!" + method.Name)
                && allowed.Any(rule => rule == method.Name
                    || (rule.EndsWith('*') && method.Service.Name.StartsWith(rule[..^1], StringComparison.Ordinal)));
            Assert.True((status != denied) == open, $"{role} {method.FullName}: {status}");
        }
    }

    [Fact]
    public async Task A_method_that_is_not_done_yet_says_so()
    {
        await using var gateway = await TestGateway.StartAsync();
        var pending = new[]
        {
            "GetCandles", "StreamTokenEvents", "CancelOrder", "StreamOrders", "Trade", "GetPortfolio",
            "AcknowledgeRisk", "StreamWallet", "UpdateToken", "ConsolidateToken", "TerminateToken",
        };
        foreach (var method in TestCaller.Methods.Where(method => pending.Contains(method.Name)))
        {
            var role = method.Service.Name == "OperatorService" ? "operator" : "trader";
            Assert.Equal(StatusCode.Unimplemented, await gateway.Caller("somebody", role).TryAsync(method));
        }
    }
}
