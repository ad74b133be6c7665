using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>The side of a call that receives messages: what it accepts, and how it complains.</summary>
internal interface IMessageSource
{
    /// <summary>The longest message in bytes, as sent; null for any.</summary>
    int? ReceiveSizeMax { get; }

    /// <summary>The sender's grpc-encoding; null if it named none.</summary>
    string? Encoding { get; }

    IReadOnlyDictionary<string, ICompressionProvider> Compressions { get; }

    /// <summary>One for the call: messages are read one at a time.</summary>
    PayloadContext Payload { get; }

    /// <summary>The exception for a body that breaks off in a message or goes on after the last.</summary>
    Exception Malformed(string problem);

    /// <summary>Told before a message in an encoding nobody knows is refused.</summary>
    void RefuseEncoding(IEnumerable<string> supported);
}
