using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Exchange.Domain.Ledger;

/// <summary>
/// The 128-bit id of an entry, made from its cause, so that one cause has one entry: the unique index of the ledger is
/// the last word on "once".
/// </summary>
public readonly record struct EntryId(UInt128 Value)
{
    /// <summary>No entry: what the first state of a token follows.</summary>
    public static EntryId None => default;

    /// <summary>The entry of an order: creation, redemption, or the void that took its place.</summary>
    public static EntryId OfOrder(string walletId, string clientOrderId) => From("order", walletId, clientOrderId);

    public static EntryId OfDeposit(string walletId, string transferId) => From("deposit", walletId, transferId);

    public static EntryId OfWithdrawal(string walletId, string transferId) =>
        From("withdrawal", walletId, transferId);

    /// <summary>The entry of a scheduled rebalance: its token and the time it was due.</summary>
    public static EntryId OfScheduledRebalance(string symbol, DateTimeOffset dueAt) =>
        From("scheduled-rebalance", symbol, dueAt.UtcTicks.ToString(CultureInfo.InvariantCulture));

    public static EntryId OfManualRebalance(string symbol, string rebalanceId) =>
        From("manual-rebalance", symbol, rebalanceId);

    /// <summary>
    /// An entry that a token makes of itself (interim rebalance, knock-out) in a state that occurs once.
    /// </summary>
    public static EntryId OfTokenState(string cause, string symbol, EntryId follows) =>
        From(cause, symbol, follows.ToString());

    public static EntryId OfFunding(string symbol, string fundingId) => From("funding", symbol, fundingId);

    /// <summary>Reads 32 hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EntryId id)
    {
        var ok = UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        id = new EntryId(value);
        return ok && text.Length == 32;
    }

    /// <summary>16 bytes, most significant first.</summary>
    public static EntryId FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>16 bytes, most significant first.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return Convert.ToHexStringLower(bytes);
    }

    private static EntryId From(string kind, string scope, string cause)
    {
        // Lengths are part of what is hashed, so that no two causes read alike ("a"+"bc" and "ab"+"c").
        var text = string.Create(CultureInfo.InvariantCulture, $"{kind}|{scope.Length}|{scope}|{cause}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return FromBytes(hash[..16]);
    }
}
