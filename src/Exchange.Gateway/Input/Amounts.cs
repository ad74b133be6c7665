using Exchange.Domain;
using Exchange.Domain.Money;
using Exchange.Gateway.Refusals;
using Grpc.Core;

namespace Exchange.Gateway.Input;

/// <summary>Reads the amounts of requests.</summary>
internal static class Amounts
{
    /// <summary>Why a text is no amount; none if it is one.</summary>
    public static Refusal TryRead(string text, out Amount amount) =>
        (text.Length > Amount.TextLengthMax ? TryParseLong(text, out amount) : Amount.TryParse(text, out amount)) switch
        {
            AmountParse.Parsed => Refusal.None,
            AmountParse.TooPrecise => Refusal.AmountTooPrecise,
            AmountParse.OutOfRange => Refusal.AmountOutOfRange,
            _ => Refusal.AmountMalformed,
        };

    /// <summary>Why a text is no amount of more than zero; none if it is one.</summary>
    public static Refusal TryReadPositive(string text, out Amount amount)
    {
        var refusal = TryRead(text, out amount);
        return refusal == Refusal.None && !amount.IsPositive ? Refusal.AmountNotPositive : refusal;
    }

    /// <summary>An amount of either sign, or a refusal thrown that names the field.</summary>
    public static Amount Read(string text, string field)
    {
        var refusal = TryRead(text, out var amount);
        return refusal == Refusal.None ? amount : throw Refuse(refusal, field);
    }

    /// <summary>An amount of more than zero, or a refusal thrown that names the field.</summary>
    public static Amount ReadPositive(string text, string field)
    {
        var refusal = TryReadPositive(text, out var amount);
        return refusal == Refusal.None ? amount : throw Refuse(refusal, field);
    }

    /// <summary>Null for an empty text, else an amount of more than zero.</summary>
    public static Amount? ReadPositiveOrNone(string text, string field) =>
        text.Length == 0 ? null : ReadPositive(text, field);

    // The domain does not look at long texts; a caller is still told what is wrong with a long number.
    private static AmountParse TryParseLong(string text, out Amount amount)
    {
        amount = Amount.Zero;
        var digits = text.AsSpan(text[0] == '-' ? 1 : 0);
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (whole.IsEmpty
            || (point >= 0 && fraction.IsEmpty)
            || whole.ContainsAnyExceptInRange('0', '9')
            || fraction.ContainsAnyExceptInRange('0', '9'))
        {
            return AmountParse.Malformed;
        }

        if (fraction.TrimEnd('0').Length > Amount.Decimals)
        {
            return AmountParse.TooPrecise;
        }

        // Padding with zeros is not a number that a person or a program writes.
        return whole.TrimStart('0').Length > Amount.TextLengthMax / 2 ? AmountParse.OutOfRange : AmountParse.Malformed;
    }

    private static RpcException Refuse(Refusal refusal, string field)
    {
        var (code, reason, message) = RefusalTable.Of(refusal);
        return Refused.Because(code, reason, $"{field}: {message}");
    }
}
