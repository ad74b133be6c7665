using Grpc.Core;

namespace Exchange.Gateway.Tests.Support;

/// <summary>What a refusal must look like, and what must come true soon.</summary>
internal static class Expect
{
    /// <summary>The call is refused with this status and this reason.</summary>
    public static async Task<RpcException> RefusedAsync(StatusCode code, string reason, Func<Task> call)
    {
        var fault = await Assert.ThrowsAsync<RpcException>(call);
        var found = fault.Trailers.GetValue("reason") ?? string.Empty;
        Assert.Equal((code, reason), (fault.StatusCode, found));
        return fault;
    }

    public static Task<RpcException> InvalidAsync(string reason, Func<Task> call) =>
        RefusedAsync(StatusCode.InvalidArgument, reason, call);

    /// <summary>The call, which throws at once or as a task, is refused for this reason.</summary>
    public static void Refused(string reason, Action call)
    {
        var fault = Assert.Throws<RpcException>(call);
        Assert.Equal(reason, fault.Trailers.GetValue("reason"));
    }

    /// <summary>It comes true within a minute, which ends what hangs and says nothing of how fast it is.</summary>
    public static async Task SoonAsync(Func<bool> condition)
    {
        for (var i = 0; i < 6_000 && !condition(); i++)
        {
            await Task.Delay(10);
        }

        Assert.True(condition());
    }
}
