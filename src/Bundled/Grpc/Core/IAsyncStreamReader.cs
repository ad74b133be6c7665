namespace Grpc.Core;

/// <summary>The messages that the other side streams, one after another.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last <see cref="MoveNext"/> read.</summary>
    T Current { get; }

    /// <summary>Reads the next message: false at the end. One read at a time.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
