using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Reads messages from a pipe, deserialising each from the pipe's own memory.</summary>
internal static class MessagePipe
{
    /// <summary>The next message, or null at the end of the stream.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<T?> ReadNextAsync<T>(
        this PipeReader input,
        IMessageSource source,
        Func<DeserializationContext, T> deserializer,
        CancellationToken cancellation)
        where T : class
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellation).ConfigureAwait(false);
            var buffer = result.Buffer;
            var examined = buffer.End;
            try
            {
                if (result.IsCanceled)
                    throw source.Malformed("Incoming message cancelled.");
                if (MessageDecoder.TryDecode(ref buffer, source, out var payload))
                {
                    // What follows was not looked at yet: the next read returns it at once.
                    examined = buffer.Start;
                    return source.Payload.Deserialize(payload, deserializer);
                }

                if (result.IsCompleted)
                    return buffer.IsEmpty ? null : throw source.Malformed("Incomplete message.");
            }
            finally
            {
                input.AdvanceTo(buffer.Start, examined);
            }
        }
    }

    /// <summary>The only message of a stream, or null if it has none; a second one is an error.</summary>
    public static async ValueTask<T?> ReadSingleAsync<T>(
        this PipeReader input,
        IMessageSource source,
        Func<DeserializationContext, T> deserializer,
        CancellationToken cancellation)
        where T : class
    {
        var message = await input.ReadNextAsync(source, deserializer, cancellation).ConfigureAwait(false);
        if (message is null)
            return null;
        var rest = await input.ReadAsync(cancellation).ConfigureAwait(false);
        var more = !rest.Buffer.IsEmpty;
        input.AdvanceTo(rest.Buffer.Start);
        if (more)
            throw source.Malformed("Additional data after the message received.");
        return message;
    }
}
