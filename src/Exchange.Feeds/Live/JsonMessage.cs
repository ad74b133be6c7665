using System.Text.Json;
using Exchange.Domain.Money;
using Exchange.Feeds.Text;

namespace Exchange.Feeds.Live;

/// <summary>Reads messages of exchanges as JSON objects, and their numbers digit by digit.</summary>
internal static class JsonMessage
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 16 };

    /// <summary>Hands the object to a reader; malformed if it is none or lacks what the reader needs.</summary>
    public static Message Read(ReadOnlyMemory<byte> utf8, Func<JsonElement, Message?> reader)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Shallow);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? reader(document.RootElement) ?? Message.Malformed
                : Message.Malformed;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second comes from a string that is not valid UTF-8 or UTF-16.
            return Message.Malformed;
        }
    }

    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A positive price, written as a number or as a string; never read as a floating-point number.</summary>
    public static Amount? Price(this JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value))
            return null;

        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return DecimalText.TryParse(text, out var price) && price.IsPositive ? price : null;
    }

    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        element.Text(name) is { } text && TimeText.TryParse(text, out var time) ? time : null;
}
