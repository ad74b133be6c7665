using Exchange.EndToEnd.Tests.Support;

namespace Exchange.EndToEnd.Tests;

/// <summary>
/// Whenever it is told to stop, it stops as if it had meant to. By SIGTERM alone: whoever runs the tests in the
/// background has SIGINT ignored in everything that they start.
/// </summary>
public sealed class StopTests
{
    [Fact]
    public async Task A_signal_ends_it_with_0_once_it_runs()
    {
        using var scratch = new Scratch();
        using var silo = await SiloProcess.Start(scratch.Path, "--feed", "synthetic");
        Assert.Equal(0, await silo.Stop());
    }

    [Fact]
    public async Task A_signal_that_comes_while_it_starts_ends_it_with_0_and_without_a_complaint()
    {
        using var scratch = new Scratch();
        using var silo = SiloProcess.Launch(scratch.Path, "--feed", "none");

        // It says so once the command is parsed and before anything is started.
        await silo.WaitFor("feed: ", TimeSpan.FromSeconds(60));
        Assert.Equal(0, await silo.Stop());
        Assert.DoesNotContain("Exception", silo.Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_ends_the_wait_for_an_exchange_that_does_not_answer()
    {
        using var scratch = new Scratch();
        using var silo = SiloProcess.Launch(scratch.Path, "--feed", "auto");
        await silo.WaitForFile("jwt.key", TimeSpan.FromSeconds(60));
        Assert.Equal(0, await silo.Stop());
        Assert.DoesNotContain("Exception", silo.Log(), StringComparison.Ordinal);
    }
}
