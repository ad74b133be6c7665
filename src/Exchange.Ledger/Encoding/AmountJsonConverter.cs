using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Domain.Money;

namespace Exchange.Ledger.Encoding;

/// <summary>Amounts in JSON are decimal strings: a JSON number would be read as floating point somewhere.</summary>
internal sealed class AmountJsonConverter : JsonConverter<Amount>
{
    public override Amount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Amount.TryParse(text, out var amount) is AmountParse.Parsed or AmountParse.OutOfRange
            ? amount
            : throw new JsonException("Not an amount.");
    }

    public override void Write(Utf8JsonWriter writer, Amount value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[Amount.TextLengthMax];
        value.TryFormat(text, out var length);
        writer.WriteStringValue(text[..length]);
    }
}
