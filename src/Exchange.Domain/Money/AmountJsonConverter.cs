using System.Text.Json;
using System.Text.Json.Serialization;

namespace Exchange.Domain.Money;

/// <summary>Amounts are decimal strings in JSON as on the wire: a JSON number would invite floating point.</summary>
public sealed class AmountJsonConverter : JsonConverter<Amount>
{
    public override Amount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Amount.Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, Amount value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[Amount.TextLengthMax];
        value.TryFormat(text, out var written);
        writer.WriteStringValue(text[..written]);
    }
}
