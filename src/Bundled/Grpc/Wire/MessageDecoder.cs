using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Cuts messages out of a buffer.</summary>
internal static class MessageDecoder
{
    /// <summary>Takes one whole message off the front of the buffer; false, and nothing taken, if there is none yet.</summary>
    /// <exception cref="RpcException">The message is too long, or compressed in a way not known here.</exception>
    public static bool TryDecode(
        ref ReadOnlySequence<byte> buffer, IMessageSource source, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (!MessageHeader.TryRead(buffer, out var header))
            return false;
        // Refused by its header alone: a message that is too long is never buffered.
        if (header.Length > int.MaxValue || header.Length > source.ReceiveSizeMax)
            throw Refused(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.");
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

        var plain = new MemoryStream();
        using (var stream = compression.CreateDecompressionStream(PipeReader.Create(payload).AsStream()))
            stream.CopyTo(plain);
        return new ReadOnlySequence<byte>(plain.GetBuffer(), 0, (int)plain.Length);
    }

    private static RpcException Refused(StatusCode code, string why) => new(new Status(code, why));
}
