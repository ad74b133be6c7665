using Exchange.Domain.Money;

namespace Exchange.Domain.Ledger;

/// <summary>Collects the sides of an entry: one for each account and asset, none of zero.</summary>
public sealed class PostingList
{
    private readonly List<Posting> _postings = new(8);

    /// <summary>Moves an amount from one account to another; less than zero moves it back.</summary>
    public PostingList Move(string from, string to, string asset, Amount value)
    {
        Add(from, asset, -value);
        Add(to, asset, value);
        return this;
    }

    /// <summary>The sides that are not zero.</summary>
    public IReadOnlyList<Posting> ToList()
    {
        _postings.RemoveAll(static posting => posting.Value.IsZero);
        return _postings;
    }

    private void Add(string account, string asset, Amount value)
    {
        for (var index = 0; index < _postings.Count; index++)
        {
            var posting = _postings[index];
            if (posting.Account == account && posting.Asset == asset)
            {
                _postings[index] = posting with { Value = posting.Value + value };
                return;
            }
        }

        _postings.Add(new Posting(account, asset, value));
    }
}
