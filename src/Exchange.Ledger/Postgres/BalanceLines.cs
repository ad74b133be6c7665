using System.Diagnostics.CodeAnalysis;
using System.Text;
using Exchange.Domain.Money;

namespace Exchange.Ledger.Postgres;

/// <summary>
/// The balances of one owner as one text: a line each, amount, asset and place with tabs between, as the schema says.
/// </summary>
internal static class BalanceLines
{
    private const char Column = '\t';
    private const char Line = '\n';

    /// <summary>One balance; the place is what follows the owner in the name of the account.</summary>
    public readonly record struct Balance(string Place, string Asset, Amount Value);

    public static string Write(IEnumerable<Balance> balances)
    {
        var text = t_text ??= new StringBuilder(256);
        text.Clear();
        Span<char> amount = stackalloc char[Amount.TextLengthMax];
        foreach (var balance in balances)
        {
            balance.Value.TryFormat(amount, out var length);
            text.Append(amount[..length]).Append(Column).Append(balance.Asset).Append(Column).Append(balance.Place)
                .Append(Line);
        }

        return text.ToString();
    }

    /// <summary>Reads a text back; false: it is not one that this class wrote.</summary>
    public static bool TryRead(string text, List<Balance> into)
    {
        foreach (var range in text.AsSpan().Split(Line))
        {
            var line = text.AsSpan()[range];
            if (line.IsEmpty)
            {
                continue;
            }

            if (!TryCut(ref line, out var amount) || !TryCut(ref line, out var asset)
                || !Amount.TryParseStored(amount, out var value))
            {
                return false;
            }

            into.Add(new Balance(line.Length == 0 ? "" : line.ToString(), asset, value));
        }

        return true;
    }

    private static bool TryCut(ref ReadOnlySpan<char> rest, [NotNullWhen(true)] out string? part)
    {
        var at = rest.IndexOf(Column);
        part = at < 0 ? null : rest[..at].ToString();
        rest = rest[(at + 1)..];
        return part is not null;
    }

    [ThreadStatic]
    private static StringBuilder? t_text;
}
