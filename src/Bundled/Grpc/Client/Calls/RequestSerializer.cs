using System.Buffers;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>Serialises the requests of one call, each into the same buffer: they are written one at a time.</summary>
internal sealed class RequestSerializer
{
    private readonly MessageSerializer _serializer;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly ICompressionProvider? _compression;

    /// <exception cref="InvalidOperationException">The call asks for a compression that the channel lacks.</exception>
    public RequestSerializer(ClientCall call)
    {
        _serializer = new MessageSerializer(call.Channel.Options.MaxSendMessageSize);
        var encoding = call.Options.Headers?.GetValue(GrpcHeader.EncodingRequest) ?? GrpcHeader.Identity;
        if (GrpcHeader.IsIdentity(encoding))
            return;
        _compression = call.Channel.Compressions.GetValueOrDefault(encoding)
            ?? throw new InvalidOperationException($"Could not find compression provider for '{encoding}'.");
    }

    /// <summary>The header and payload; valid until the next message.</summary>
    public ReadOnlyMemory<byte> Serialize<T>(
        T message, Action<T, SerializationContext> serializer, WriteOptions? options)
    {
        _buffer.ResetWrittenCount();
        var compression = WriteOptions.Has(options, WriteFlags.NoCompress) ? null : _compression;
        _serializer.Serialize(message, serializer, _buffer, compression, level: null);
        return _buffer.WrittenMemory;
    }
}
