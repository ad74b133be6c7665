using Exchange.Domain.Tokens;

namespace Exchange.Grains.Tokens;

/// <summary>Compares terms by their content: records compare lists by reference.</summary>
internal static class TermsComparer
{
    public static bool AreSame(TokenTerms a, TokenTerms b) =>
        a.RebalanceTimes.SequenceEqual(b.RebalanceTimes) && a with { RebalanceTimes = b.RebalanceTimes } == b;
}
