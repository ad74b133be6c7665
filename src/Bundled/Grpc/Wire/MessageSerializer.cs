using System.Buffers;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>
/// Writes messages with their headers into an output. A message of announced length goes straight there, right behind
/// its header; any other is first collected, because the header comes before it and says how long it is.
/// </summary>
internal sealed class MessageSerializer(int? sizeMax) : SerializationContext
{
    private IBufferWriter<byte> _output = null!;
    private ICompressionProvider? _compression;
    private CompressionLevel? _level;
    private ArrayBufferWriter<byte>? _collected;
    private int? _announced;
    private Stage _stage = Stage.Complete;

    private enum Stage
    {
        Begun,
        Writing,
        Complete,
    }

    /// <summary>Straight to the output, if the length is known and stays what it is.</summary>
    private bool IsDirect => _announced.HasValue && _compression is null;

    public void Serialize<T>(
        T message,
        Action<T, SerializationContext> serializer,
        IBufferWriter<byte> output,
        ICompressionProvider? compression,
        CompressionLevel? level)
    {
        _output = output;
        _compression = compression;
        _level = level;
        _announced = null;
        _collected?.ResetWrittenCount();
        _stage = Stage.Begun;
        serializer(message, this);
    }

    public override void SetPayloadLength(int payloadLength)
    {
        Require(Stage.Begun);
        _announced = payloadLength;
    }

    public override void Complete(byte[] payload)
    {
        Require(Stage.Begun);
        _stage = Stage.Complete;
        Emit(payload);
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_stage == Stage.Writing)
            return IsDirect ? _output : _collected!;
        Require(Stage.Begun);
        if (IsDirect)
        {
            CheckSize(_announced!.Value);
            MessageHeader.Write(_output, _announced.Value, compressed: false);
        }

        _stage = Stage.Writing;
        return IsDirect ? _output : _collected ??= new ArrayBufferWriter<byte>();
    }

    public override void Complete()
    {
        Require(Stage.Writing);
        _stage = Stage.Complete;
        if (!IsDirect)
            Emit(_collected!.WrittenSpan);
    }

    private void Emit(ReadOnlySpan<byte> payload)
    {
        CheckSize(payload.Length);
        if (_compression is not null)
            payload = Compress(payload);
        MessageHeader.Write(_output, payload.Length, _compression is not null);
        _output.Write(payload);
    }

    private ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> payload)
    {
        var output = new MemoryStream();
        // The stream writes its end when it is closed; the memory behind it stays readable.
        using (var stream = _compression!.CreateCompressionStream(output, _level))
            stream.Write(payload);
        return output.TryGetBuffer(out var written) ? written : output.ToArray();
    }

    private void CheckSize(int length)
    {
        if (length > sizeMax)
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
        }
    }

    private void Require(Stage stage)
    {
        if (_stage != stage)
            throw new InvalidOperationException($"Not valid in the current state of the message: {_stage}.");
    }
}
