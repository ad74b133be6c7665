using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Exchange.Gateway.Tests.Support;

/// <summary>Mints bearer tokens as the command line client does, and wrong ones.</summary>
internal static class Jwt
{
    public static readonly byte[] Key = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();

    public static string Mint(string subject, string role) => Sign(Claims(subject, role));

    /// <summary>Good claims, to be spoilt.</summary>
    public static Dictionary<string, object> Claims(string subject, string role)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new Dictionary<string, object>
        {
            ["sub"] = subject,
            ["role"] = role,
            ["iss"] = "exchange",
            ["aud"] = "exchange",
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 3600,
        };
    }

    public static string Sign(Dictionary<string, object> claims, byte[]? key = null, string algorithm = "HS256")
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, typ = "JWT" });
        var body = JsonSerializer.SerializeToUtf8Bytes(claims);
        var text = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(body)}";
        var bytes = Encoding.ASCII.GetBytes(text);
        var signature = algorithm switch
        {
            "none" => [],
            "HS512" => HMACSHA512.HashData(key ?? Key, bytes),
            _ => HMACSHA256.HashData(key ?? Key, bytes),
        };
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }
}
