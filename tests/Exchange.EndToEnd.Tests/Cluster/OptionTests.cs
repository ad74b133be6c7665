using Exchange.EndToEnd.Tests.Support;

namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>What cannot be a cluster says so in one line, at once, and ends with 2.</summary>
public sealed class OptionTests
{
    /// <summary>Nobody listens there: whoever waited for it would wait for ever.</summary>
    private const string Nowhere = "Host=127.0.0.1;Port=1;Username=nobody;Database=nothing";

    private static readonly string[] Postgres = ["--ledger", "postgres", "--connection", Nowhere];

    [Fact]
    public async Task A_cluster_needs_the_database_that_its_silos_share() =>
        await AssertRefused("--cluster needs --ledger postgres", "--cluster", "a");

    [Fact]
    public async Task A_replay_is_one_silo_s() => await AssertRefused(
        "--cluster cannot replay", ["--cluster", "a", "--feed", "replay", .. Postgres]);

    [Fact]
    public async Task A_role_needs_a_cluster() =>
        await AssertRefused("--role gateway needs --cluster", ["--role", "gateway", .. Postgres]);

    [Fact]
    public async Task Gateways_of_a_cluster_need_the_key_that_they_share() => await AssertRefused(
        "a cluster needs --key-file, or EXCHANGE_TOKEN_KEY",
        ["--cluster", "a", "--role", "gateway", "--port", "0", .. Postgres]);

    [BundledTheory]
    [InlineData("silo")]
    [InlineData("gateway")]
    [InlineData("both")]
    public async Task On_the_bundled_stack_a_cluster_is_refused_and_told_what_it_needs(string role)
    {
        using var scratch = new Scratch();
        var key = Path.Combine(scratch.Path, "key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        await AssertRefused(
            "a cluster needs Microsoft Orleans",
            ["--cluster", "a", "--role", role, "--port", "0", "--key-file", key, "--feed", "none", .. Postgres]);
    }

    private static async Task AssertRefused(string said, params string[] arguments)
    {
        var (code, all) = await SiloProcess.Run(arguments);
        Assert.Contains(said, all, StringComparison.Ordinal);
        Assert.Equal(2, code);
    }
}
