using Exchange.Cli.Tokens;

namespace Exchange.Cli.Client;

/// <summary>What the program takes from its environment: where the exchange is, and who is asking.</summary>
internal static class Surroundings
{
    private const string AddressDefault = "http://127.0.0.1:5080";

    /// <summary>The address of the exchange, from EXCHANGE_ADDRESS.</summary>
    public static Uri Address()
    {
        var text = Variable("EXCHANGE_ADDRESS") ?? AddressDefault;
        var full = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        if (Uri.TryCreate(full, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        throw new UsageException($"EXCHANGE_ADDRESS '{text}' is not an address such as {AddressDefault}");
    }

    /// <summary>The caller's token, from EXCHANGE_TOKEN. Never minted unasked: who one is, is a choice.</summary>
    public static string Token()
    {
        var token = Variable("EXCHANGE_TOKEN") ?? throw Missing();
        if (token.All(c => c is > ' ' and <= '~'))
            return token;
        throw new UsageException("EXCHANGE_TOKEN is not a token"); // It could not travel in a header.
    }

    /// <summary>A variable of the environment, trimmed; null if it is unset or blank.</summary>
    public static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;

    private static UsageException Missing() => new(
        DevelopmentKey.IsReadable(DataFolder.Locate(null))
            ? "EXCHANGE_TOKEN is not set; mint one: "
                + "export EXCHANGE_TOKEN=$(exchange token --sub alice --role trader)"
            : "EXCHANGE_TOKEN is not set; ask the operator for a token, or mint one with `exchange token` "
                + "beside the data folder of the silo");
}
