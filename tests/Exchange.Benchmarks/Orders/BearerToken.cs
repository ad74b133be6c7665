using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grpc.Core;

namespace Exchange.Benchmarks.Orders;

/// <summary>Mints bearer tokens with the development key of a silo that this program started.</summary>
internal sealed class BearerToken(string dataPath)
{
    private const int LifetimeSeconds = 24 * 3600;

    private static readonly string Header =
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { alg = "HS256", typ = "JWT" }));

    private readonly byte[] _key = Convert.FromBase64String(File.ReadAllText(Path.Combine(dataPath, "jwt.key")).Trim());

    /// <summary>The headers of a caller.</summary>
    public Metadata Headers(string subject, string role)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = JsonSerializer.SerializeToUtf8Bytes(new
        {
            sub = subject,
            role,
            iss = "exchange",
            aud = "exchange",
            iat = now,
            nbf = now,
            exp = now + LifetimeSeconds,
        });
        var signed = $"{Header}.{Base64Url.EncodeToString(claims)}";
        var signature = HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(signed));
        return new Metadata { { "authorization", $"Bearer {signed}.{Base64Url.EncodeToString(signature)}" } };
    }
}
