using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Exchange.Cli.Tokens;

/// <summary>Mints bearer tokens: JWTs signed with HMAC-SHA256 (RFC 7515, 7519).</summary>
internal static class Jwt
{
    private const int SubjectLengthMax = 64;

    /// <summary>The roles the exchange knows.</summary>
    public static readonly string[] Roles = ["trader", "operator", "feed", "auditor"];

    /// <summary>Mints a token that is good from now on.</summary>
    /// <param name="key">The key of the silo.</param>
    /// <param name="subject">Who it stands for: the wallet id of a trader.</param>
    /// <param name="role">One of <see cref="Roles"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="lifetime">How long it is good for.</param>
    public static string Mint(byte[] key, string subject, string role, DateTimeOffset now, TimeSpan lifetime)
    {
        if (subject.Length is 0 or > SubjectLengthMax || !subject.All(IsIdCharacter))
            throw new UsageException($"--sub must be 1 to {SubjectLengthMax} letters, digits and . _ : - characters");
        if (!Roles.Contains(role, StringComparer.Ordinal))
            throw new UsageException($"--role must be one of {string.Join(", ", Roles)}");
        var issued = now.ToUnixTimeSeconds();
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "HS256", typ = "JWT" });
        var claims = JsonSerializer.SerializeToUtf8Bytes(new
        {
            sub = subject,
            role,
            iss = "exchange",
            aud = "exchange",
            iat = issued,
            nbf = issued,
            exp = issued + (long)lifetime.TotalSeconds,
        });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        var signature = HMACSHA256.HashData(key, System.Text.Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static bool IsIdCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-';
}
