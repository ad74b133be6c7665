using Exchange.Contracts.Tokens;
using Exchange.Gateway.Wire;
using Google.Protobuf;

namespace Exchange.Gateway.Nav;

/// <summary>
/// One update as the bytes of its <c>StreamNavResponse</c>: serialised once, sent to every subscriber.
/// </summary>
/// <param name="Sequence">That of the update.</param>
/// <param name="Bytes">Never written to again.</param>
internal sealed record NavFrame(long Sequence, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Serialises an update.</summary>
    public static NavFrame Of(NavUpdate update) => new(update.Sequence, NavMessages.Write(update).ToByteArray());
}
