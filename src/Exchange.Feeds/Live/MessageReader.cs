using System.Buffers;
using System.Net.WebSockets;

namespace Exchange.Feeds.Live;

/// <summary>Puts the frames of a WebSocket together to whole messages, up to a size.</summary>
internal sealed class MessageReader(WebSocket socket, int bytesMax)
{
    private const int FrameBytes = 4096;

    private readonly ArrayBufferWriter<byte> _buffer = new(FrameBytes);

    /// <summary>The last message that was read; until the next one is.</summary>
    public ReadOnlyMemory<byte> Message => _buffer.WrittenMemory;

    public async ValueTask<MessageEnd> ReadAsync(CancellationToken cancellationToken)
    {
        _buffer.ResetWrittenCount();
        while (true)
        {
            var frame = await socket.ReceiveAsync(_buffer.GetMemory(FrameBytes), cancellationToken);
            if (frame.MessageType == WebSocketMessageType.Close)
                return MessageEnd.Closed;

            _buffer.Advance(frame.Count);
            if (_buffer.WrittenCount > bytesMax)
                return MessageEnd.TooLong;

            if (frame.EndOfMessage)
                return MessageEnd.Whole;
        }
    }
}

/// <summary>How the reading of a message ended.</summary>
internal enum MessageEnd
{
    Whole,
    TooLong,
    Closed,
}
