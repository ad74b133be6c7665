namespace Grpc.Core;

/// <summary>How messages are written.</summary>
public class WriteOptions
{
    public static readonly WriteOptions Default = new();

    public WriteOptions(WriteFlags flags = default) => Flags = flags;

    public WriteFlags Flags { get; }

    internal static bool Has(WriteOptions? options, WriteFlags flag) =>
        options is not null && (options.Flags & flag) != 0;
}
