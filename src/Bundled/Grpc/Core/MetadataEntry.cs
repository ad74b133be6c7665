using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One header: a lower-case key, and text or, if the key ends in "-bin", bytes.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> KeyCharacters =
            SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

        private readonly string? _text;
        private readonly byte[]? _bytes;

        public Entry(string key, string value)
        {
            Key = Normalize(key);
            if (IsBinaryKey(Key))
                throw new ArgumentException($"A key that ends in '{BinaryHeaderSuffix}' takes bytes.", nameof(key));
            ArgumentNullException.ThrowIfNull(value);
            _text = value;
        }

        public Entry(string key, byte[] valueBytes)
        {
            Key = Normalize(key);
            if (!IsBinaryKey(Key))
                throw new ArgumentException($"Bytes need a key that ends in '{BinaryHeaderSuffix}'.", nameof(key));
            ArgumentNullException.ThrowIfNull(valueBytes);
            _bytes = valueBytes.AsSpan().ToArray();
        }

        public string Key { get; }

        /// <summary>The text. A binary entry has none: InvalidOperationException.</summary>
        public string Value => _text
            ?? throw new InvalidOperationException($"The entry '{Key}' is binary and has no text.");

        /// <summary>A copy of the bytes; of a text entry, its ASCII.</summary>
        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : _bytes.AsSpan().ToArray();

        public bool IsBinary => _text is null;

        /// <summary>The value as the wire carries it.</summary>
        internal string WireValue => _text ?? Convert.ToBase64String(_bytes!);

        public override string ToString() => IsBinary
            ? $"[Entry: key={Key}, valueBytes={_bytes}]"
            : $"[Entry: key={Key}, value={_text}]";

        internal static bool IsBinaryKey(string key) => key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        private static string Normalize(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            if (key.AsSpan().ContainsAnyExcept(KeyCharacters))
            {
                throw new ArgumentException(
                    $"'{key}' is no metadata key: letters, digits, '_', '-', '.' only.", nameof(key));
            }

            // The wire is lower case; already so, the string comes back itself.
            return key.ToLowerInvariant();
        }
    }
}
