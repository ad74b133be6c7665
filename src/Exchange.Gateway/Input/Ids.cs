using Exchange.Domain;
using Exchange.Gateway.Refusals;

namespace Exchange.Gateway.Input;

/// <summary>
/// The format of everything that names a grain. It is checked before a grain is called, so that nonsense never
/// activates one.
/// </summary>
internal static class Ids
{
    /// <summary>The longest id of a wallet, order, transfer, rebalance or funding.</summary>
    public const int LengthMax = 64;

    private const int SymbolLengthMin = 2;
    private const int SymbolLengthMax = 20;
    private const int BaseLengthMin = 2;
    private const int BaseLengthMax = 12;
    private const int QuoteLengthMin = 2;
    private const int QuoteLengthMax = 6;

    /// <summary>1 to 64 letters, digits and <c>. _ : -</c> characters of ASCII.</summary>
    public static bool IsId(string text)
    {
        if (text.Length is 0 or > LengthMax)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or ':' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>2 to 20 upper-case letters and digits.</summary>
    public static bool IsSymbol(string text) =>
        text.Length is >= SymbolLengthMin and <= SymbolLengthMax && AreUpperOrDigits(text);

    /// <summary>A base of 2 to 12 upper-case letters and digits, a dash, a quote of 2 to 6 letters.</summary>
    public static bool IsMarket(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash is < BaseLengthMin or > BaseLengthMax)
        {
            return false;
        }

        var quote = text.AsSpan(dash + 1);
        return AreUpperOrDigits(text.AsSpan(0, dash))
            && quote.Length is >= QuoteLengthMin and <= QuoteLengthMax
            && !quote.ContainsAnyExceptInRange('A', 'Z');
    }

    /// <summary>An id as it was sent, or a refusal thrown.</summary>
    public static string Read(string text, string field) =>
        IsId(text)
            ? text
            : throw Refused.Invalid(
                Reasons.IdMalformed, $"{field} must be 1 to {LengthMax} letters, digits and . _ : - characters.");

    /// <summary>A symbol as it was sent; what cannot be one names no token.</summary>
    public static string ReadSymbol(string text) =>
        IsSymbol(text) ? text : throw Refused.Because(Refusal.UnknownSymbol);

    /// <summary>A market as it was sent; what cannot be one names no market.</summary>
    public static string ReadMarket(string text) =>
        IsMarket(text) ? text : throw Refused.Because(Refusal.UnknownMarket);

    private static bool AreUpperOrDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
