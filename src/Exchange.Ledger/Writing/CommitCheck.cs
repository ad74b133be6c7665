using System.Buffers;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;

namespace Exchange.Ledger.Writing;

/// <summary>
/// What is asserted of a commit before it is queued: a fault of its maker must not reach its neighbours.
/// </summary>
internal static class CommitCheck
{
    private static readonly SearchValues<char> s_control = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue).Select(c => (char)c).Where(char.IsControl)]);

    /// <summary>
    /// The largest magnitude of a posting or a balance: 10^28, which every database here stores exactly.
    /// </summary>
    public static Amount BalanceMax { get; } = Amount.Parse("10000000000000000000000000000");

    /// <exception cref="InvalidOperationException">The commit is not valid.</exception>
    public static void AssertValid(Commit commit)
    {
        var entry = commit.Entry;
        AssertName(entry.WalletId ?? "", entry);
        AssertName(entry.Symbol ?? "", entry);
        AssertName(entry.Cause, entry);
        Assert(IsStorable(entry.Detail, '\t', '\n', '\r'), entry, "has a detail that is not plain text");
        for (var index = 0; index < entry.Postings.Count; index++)
        {
            var posting = entry.Postings[index];
            AssertName(posting.Account, entry);
            AssertName(posting.Asset, entry);
            Assert(IsHeld(posting.Value), entry, "has a posting that is too large");
        }

        entry.AssertValid();
        Assert(commit.Token is null || commit.Token.Symbol == entry.Symbol, entry, "writes a token not its own");
        Assert(commit.Token is null || entry.Kind != EntryKind.Void, entry, "is void and writes a token");
    }

    /// <summary>Whether a balance is within what is stored.</summary>
    public static bool IsHeld(Amount value) => value <= BalanceMax && value >= -BalanceMax;

    private static void AssertName(string name, Entry entry) =>
        Assert(IsStorable(name), entry, "has a name with characters that cannot be stored");

    // Control characters would break the text of the postings; a lone surrogate has no UTF-8 form, and two different
    // names with one each would be stored as the same.
    private static bool IsStorable(string text, params ReadOnlySpan<char> allowed)
    {
        if (text.AsSpan().ContainsAny(s_control) && HasControl(text, allowed))
        {
            return false;
        }

        return !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') || IsWellFormed(text);
    }

    private static bool HasControl(string text, ReadOnlySpan<char> allowed)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) && !allowed.Contains(c))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWellFormed(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]) && !char.IsSurrogatePair(text, index++))
            {
                return false;
            }
        }

        return true;
    }

    private static void Assert(bool holds, Entry entry, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Entry {entry.Id} ({entry.Kind}) {what}.");
        }
    }
}
