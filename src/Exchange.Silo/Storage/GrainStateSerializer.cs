using System.Text.Json;
using Orleans.Storage;

namespace Exchange.Silo.Storage;

/// <summary>Grain state as plain JSON, so that it can be read by people and by either stack.</summary>
public sealed class GrainStateSerializer : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    public T Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return JsonSerializer.Deserialize<T>(input.ToMemory().Span, Options)
            ?? throw new JsonException($"No {typeof(T).Name} in grain storage where there should be one.");
    }
}
