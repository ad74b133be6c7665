using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Exchange.Cli.Tests;

/// <summary>Tokens minted by <c>token</c>, checked the way a server would, by hand.</summary>
public class TokenTests
{
    [Fact]
    public async Task Prints_a_signed_token_and_nothing_else()
    {
        using var folder = KeyFolder.WithKey();
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var run = (await Cli.RunAsync(folder.Environment, "token", "--sub", "alice", "--role", "trader")).Succeeds();
        var after = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        Assert.Single(run.Lines);
        var parts = run.Lines[0].Split('.');
        Assert.Equal(3, parts.Length);
        var signature = HMACSHA256.HashData(folder.Key, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        Assert.Equal(Base64Url.EncodeToString(signature), parts[2]);
        var header = Decode(parts[0]);
        Assert.Equal("HS256", header.GetProperty("alg").GetString());
        var claims = Decode(parts[1]);
        Assert.Equal("alice", claims.GetProperty("sub").GetString());
        Assert.Equal("trader", claims.GetProperty("role").GetString());
        Assert.Equal("exchange", claims.GetProperty("iss").GetString());
        Assert.Equal("exchange", claims.GetProperty("aud").GetString());
        var issued = claims.GetProperty("iat").GetInt64();
        Assert.InRange(issued, before, after);
        Assert.Equal(issued, claims.GetProperty("nbf").GetInt64());
        Assert.Equal(issued + 12 * 3600, claims.GetProperty("exp").GetInt64());
    }

    [Fact]
    public async Task Mints_with_the_key_that_the_gateways_of_a_cluster_share_unless_a_folder_is_named()
    {
        using var folder = KeyFolder.WithKey();
        var shared = RandomNumberGenerator.GetBytes(32);
        var environment = new Dictionary<string, string>(folder.Environment)
        { ["EXCHANGE_TOKEN_KEY"] = Convert.ToBase64String(shared) };
        string[] line = ["token", "--sub", "a", "--role", "feed"];
        AssertSigned(shared, await Cli.RunAsync(environment, line));
        AssertSigned(folder.Key, await Cli.RunAsync(environment, [.. line, "--data", folder.Path]));

        environment["EXCHANGE_TOKEN_KEY"] = "c2hvcnQ=";
        (await Cli.RunAsync(environment, line)).Fails(2, "usage: the key in EXCHANGE_TOKEN_KEY is not 32 bytes");
    }

    [Fact]
    public async Task Takes_folder_and_lifetime_from_the_line()
    {
        using var folder = KeyFolder.WithKey();
        var elsewhere = new Dictionary<string, string> { ["EXCHANGE_DATA"] = "/nowhere" };
        var run = await Cli.RunAsync(elsewhere, "token", "--sub", "a.b_c:d-1", "--role", "operator",
            "--ttl", "90s", "--data", folder.Path, "--json");

        var claims = Decode(run.Succeeds().Json.GetProperty("token").GetString()!.Split('.')[1]);
        Assert.Equal(90, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task Looks_in_the_shared_data_home_and_then_in_the_home_folder()
    {
        using var folder = new KeyFolder();
        var data = Directory.CreateDirectory(Path.Combine(folder.Path, "exchange")).FullName;
        var shared = new Dictionary<string, string> { ["XDG_DATA_HOME"] = folder.Path };
        (await Cli.RunAsync(shared, "token", "--sub", "a", "--role", "feed"))
            .Fails(2, $"usage: no key at {data}/jwt.key");

        var home = new Dictionary<string, string> { ["XDG_DATA_HOME"] = "", ["HOME"] = folder.Path };
        (await Cli.RunAsync(home, "token", "--sub", "a", "--role", "feed"))
            .Fails(2, $"usage: no key at {folder.Path}/.local/share/exchange/jwt.key; the silo makes it at its first");
    }

    [Theory]
    [InlineData("--sub", "")]
    [InlineData("--sub", "a/b")]
    [InlineData("--sub", "a b")]
    [InlineData("--role", "admin")]
    [InlineData("--ttl", "0h")]
    [InlineData("--ttl", "12")]
    [InlineData("--ttl", "999999999999d")]
    public async Task Refuses_claims_that_make_no_sense(string option, string value)
    {
        using var folder = KeyFolder.WithKey();
        var line = new Dictionary<string, string> { ["--sub"] = "alice", ["--role"] = "trader", ["--ttl"] = "1h" };
        line[option] = value;
        string[] arguments = ["token", .. line.SelectMany(pair => new[] { pair.Key, pair.Value })];
        (await Cli.RunAsync(folder.Environment, arguments)).Fails(2, $"usage: {option}");
    }

    [Fact]
    public async Task Refuses_a_key_that_others_can_read()
    {
        using var folder = KeyFolder.WithKey();
        folder.Put(Convert.ToBase64String(folder.Key), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var run = await Cli.RunAsync(folder.Environment, "token", "--sub", "a", "--role", "feed");
        run.Fails(2, $"usage: the key {folder.Path}/jwt.key is open to others than its owner; run: chmod 600");
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public async Task Refuses_a_key_that_is_none(string text)
    {
        using var folder = new KeyFolder();
        folder.Put(text);
        var run = await Cli.RunAsync(folder.Environment, "token", "--sub", "a", "--role", "feed");
        run.Fails(2, $"usage: the key {folder.Path}/jwt.key is not 32 bytes in base64");
    }

    private static void AssertSigned(byte[] key, Cli run)
    {
        var parts = run.Succeeds().Lines[0].Split('.');
        var signature = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        Assert.Equal(Base64Url.EncodeToString(signature), parts[2]);
    }

    private static JsonElement Decode(string part) =>
        JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement;
}
