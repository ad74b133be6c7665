using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Domain.Tokens;

namespace Exchange.Ledger.Encoding;

/// <summary>A token's state as JSON.</summary>
internal static class TokenStateText
{
    public static string Write(TokenState state) =>
        JsonSerializer.Serialize(state, TokenStateJson.Default.TokenState);

    /// <exception cref="InvalidDataException">The text is not a token's state.</exception>
    public static TokenState Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, TokenStateJson.Default.TokenState)
                ?? throw new InvalidDataException("The state of a token is missing.");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException("The state of a token cannot be read.", e);
        }
    }
}

/// <summary>How it is serialised, worked out by the compiler.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TokenState))]
internal sealed partial class TokenStateJson : JsonSerializerContext;
