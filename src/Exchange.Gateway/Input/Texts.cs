using Exchange.Gateway.Refusals;

namespace Exchange.Gateway.Input;

/// <summary>Texts for people, of bounded length.</summary>
internal static class Texts
{
    /// <summary>The longest name of a price source.</summary>
    public const int SourceLengthMax = 64;

    private const int HaltReasonLengthMax = 200;

    /// <summary>Why a token is halted.</summary>
    public static string ReadHaltReason(string text) =>
        text.Length <= HaltReasonLengthMax
            ? text
            : throw Refused.Invalid(
                Reasons.TextTooLong, $"reason must have at most {HaltReasonLengthMax} characters.");
}
