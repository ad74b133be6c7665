using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Cuts messages out of a buffer.</summary>
internal static class MessageDecoder
{
    private const int BlockSize = 16 * 1024;

    /// <summary>Takes one whole message off the front; false, and nothing taken, if there is none yet.</summary>
    /// <exception cref="RpcException">The message is too long, or compressed in a way not known here.</exception>
    public static bool TryDecode(
        ref ReadOnlySequence<byte> buffer, IMessageSource source, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (!MessageHeader.TryRead(buffer, out var header))
            return false;
        // Refused by its header alone: a message that is too long is never buffered.
        if (header.Length > source.ReceiveSizeMax)
            throw TooLong();
        if (buffer.Length < MessageHeader.Size + header.Length)
            return false;
        payload = buffer.Slice(MessageHeader.Size, header.Length);
        buffer = buffer.Slice(payload.End);
        if (header.Compressed)
            payload = Decompress(payload, source);
        return true;
    }

    private static ReadOnlySequence<byte> Decompress(in ReadOnlySequence<byte> payload, IMessageSource source)
    {
        if (source.Encoding is not { } encoding)
        {
            throw Refused(
                StatusCode.Internal, "Request did not include grpc-encoding value with compressed message.");
        }

        if (GrpcHeader.IsIdentity(encoding))
            throw Refused(StatusCode.Internal, "Request sent 'identity' grpc-encoding value with compressed message.");
        if (!source.Compressions.TryGetValue(encoding, out var compression))
        {
            string[] supported = [GrpcHeader.Identity, .. source.Compressions.Keys];
            source.RefuseEncoding(supported);
            throw Refused(
                StatusCode.Unimplemented,
                $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: {string.Join(", ", supported)}");
        }

        // Nothing is how some senders compress nothing.
        if (payload.IsEmpty)
            return payload;
        using var stream = compression.CreateDecompressionStream(PipeReader.Create(payload).AsStream());
        return ReadPlain(stream, source.ReceiveSizeMax);
    }

    /// <summary>The limit holds for what comes out too: a few bytes may claim to be gigabytes.</summary>
    private static ReadOnlySequence<byte> ReadPlain(Stream stream, int? sizeMax)
    {
        var plain = new MemoryStream();
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            while (stream.Read(block) is > 0 and var count)
            {
                plain.Write(block, 0, count);
                if (plain.Length > sizeMax)
                    throw TooLong();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        return new ReadOnlySequence<byte>(plain.GetBuffer(), 0, (int)plain.Length);
    }

    private static RpcException TooLong() => Refused(
        StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.");

    private static RpcException Refused(StatusCode code, string why) => new(new Status(code, why));
}
