using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Orleans.Serialization
{
    /// <summary>Options of <see cref="Storage.SystemTextJsonGrainStorageSerializer"/>.</summary>
    public sealed class SystemTextJsonGrainStorageSerializerOptions
    {
        /// <summary>Options of the serializer; fields are written, nulls are not.</summary>
        public JsonSerializerOptions JsonSerializerOptions { get; } = new()
        {
            IncludeFields = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
    }
}

namespace Orleans.Storage
{
    /// <summary>Writes states as JSON.</summary>
    public sealed class SystemTextJsonGrainStorageSerializer : IGrainStorageSerializer
    {
        private readonly JsonSerializerOptions _options;

        /// <summary>With options.</summary>
        public SystemTextJsonGrainStorageSerializer(
            IOptions<Serialization.SystemTextJsonGrainStorageSerializerOptions> options)
        {
            ArgumentNullException.ThrowIfNull(options);
            _options = options.Value.JsonSerializerOptions;
        }

        /// <inheritdoc/>
        public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, _options));

        /// <inheritdoc/>
        public T? Deserialize<T>(BinaryData input)
        {
            ArgumentNullException.ThrowIfNull(input);
            return JsonSerializer.Deserialize<T>(input.ToMemory().Span, _options);
        }
    }
}
