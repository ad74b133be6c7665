using System.Security.Cryptography;

namespace Exchange.Ledger.Encoding;

/// <summary>
/// The chain of hashes of one writer: each is the SHA-256 of the one before it, the writer, the sequence and the
/// content of the entry. Whoever changes, removes or moves an entry has to rewrite all that its writer wrote after it.
/// </summary>
internal sealed class HashChain(string writer)
{
    private readonly CanonicalWriter _bytes = new();

    public string Writer { get; } = writer;

    /// <summary>The last hash; 32 zero bytes before the first entry.</summary>
    public byte[] Head { get; private set; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>How many entries it has.</summary>
    public long Count { get; private set; }

    /// <summary>The same chain for an attempt that may come to nothing.</summary>
    public HashChain Fork() => new(Writer) { Head = Head, Count = Count };

    /// <summary>Adds an entry and answers its hash.</summary>
    public byte[] Append(long sequence, ReadOnlySpan<byte> content)
    {
        _bytes.Reset();
        _bytes.Write(Head);
        _bytes.Write(Writer);
        _bytes.Write(sequence);
        _bytes.Write(content);
        Head = SHA256.HashData(_bytes.Written);
        Count++;
        return Head;
    }
}
