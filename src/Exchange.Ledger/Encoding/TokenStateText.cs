using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Domain.Tokens;

namespace Exchange.Ledger.Encoding;

/// <summary>A token's state as JSON.</summary>
internal static class TokenStateText
{
    public static string Write(TokenState state) =>
        JsonSerializer.Serialize(state, TokenStateJson.Default.TokenState);

    /// <summary>Reads a text back; false: it is not a token's state.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out TokenState? state)
    {
        try
        {
            state = JsonSerializer.Deserialize(text, TokenStateJson.Default.TokenState);
            return state is not null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            state = null;
            return false;
        }
    }
}

/// <summary>How it is serialised, worked out by the compiler.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TokenState))]
internal sealed partial class TokenStateJson : JsonSerializerContext;
