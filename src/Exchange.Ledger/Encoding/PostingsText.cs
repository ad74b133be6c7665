using System.Text;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;

namespace Exchange.Ledger.Encoding;

/// <summary>
/// The postings of an entry as one text: a line each, account, asset and amount with tabs between. One row for the
/// whole entry costs a fraction of a row per posting, and stays readable in any database tool.
/// </summary>
internal static class PostingsText
{
    private const char Column = '\t';
    private const char Line = '\n';

    public static string Write(IReadOnlyList<Posting> postings)
    {
        if (postings.Count == 0)
        {
            return "";
        }

        var text = t_text ??= new StringBuilder(512);
        text.Clear();
        Span<char> amount = stackalloc char[Amount.TextLengthMax];
        for (var index = 0; index < postings.Count; index++)
        {
            var posting = postings[index];
            posting.Value.TryFormat(amount, out var length);
            text.Append(posting.Account).Append(Column).Append(posting.Asset).Append(Column)
                .Append(amount[..length]).Append(Line);
        }

        return text.ToString();
    }

    /// <exception cref="InvalidDataException">The text is not one that this class wrote.</exception>
    public static IReadOnlyList<Posting> Read(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var postings = new List<Posting>(8);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var line = Cut(ref rest, Line);
            var account = Cut(ref line, Column);
            var asset = Cut(ref line, Column);
            if (Amount.TryParse(line, out var value) is not (AmountParse.Parsed or AmountParse.OutOfRange))
            {
                throw new InvalidDataException("The postings of an entry cannot be read.");
            }

            postings.Add(new Posting(account.ToString(), asset.ToString(), value));
        }

        return postings;
    }

    private static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> rest, char end)
    {
        var at = rest.IndexOf(end);
        if (at < 0)
        {
            throw new InvalidDataException("The postings of an entry cannot be read.");
        }

        var part = rest[..at];
        rest = rest[(at + 1)..];
        return part;
    }

    [ThreadStatic]
    private static StringBuilder? t_text;
}
