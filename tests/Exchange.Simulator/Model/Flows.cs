using Exchange.Domain.Ledger;

namespace Exchange.Simulator.Model;

/// <summary>What one entry moves according to the model, by account and asset.</summary>
internal sealed class Flows
{
    private readonly Dictionary<(string Account, string Asset), Fraction> _sums = [];

    public IEnumerable<KeyValuePair<(string Account, string Asset), Fraction>> Sums => _sums;

    public void Clear() => _sums.Clear();

    /// <summary>Moves so much from one account to another; less than nothing moves it back.</summary>
    public void Move(string from, string to, string asset, Fraction value)
    {
        Add(_sums, from, asset, -value);
        Add(_sums, to, asset, value);
    }

    /// <summary>Asserts that the postings of an entry move exactly this.</summary>
    public void AssertEqual(IReadOnlyList<Posting> postings)
    {
        var rest = new Dictionary<(string Account, string Asset), Fraction>(_sums);
        foreach (var posting in postings)
        {
            Add(rest, posting.Account, posting.Asset, -(Fraction)posting.Value);
        }

        foreach (var ((account, asset), difference) in rest)
        {
            if (difference.Sign != 0)
            {
                var own = _sums.GetValueOrDefault((account, asset));
                throw new ModelMismatchException(
                    $"the entry moves {own - difference} {asset} on {account}, and the model {own}");
            }
        }
    }

    private static void Add(
        Dictionary<(string Account, string Asset), Fraction> sums, string account, string asset, Fraction value) =>
        sums[(account, asset)] = sums.GetValueOrDefault((account, asset)) + value;
}
