using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;

namespace Exchange.Ledger.Tests;

/// <summary>
/// Makes commits of all kinds from a seed: ids that repeat, overdrafts, stale and current token states.
/// </summary>
internal sealed class CommitMaker(int seed)
{
    private static readonly string[] Symbols = ["BTC3L", "BTC3S", "BTC2L"];
    private readonly Random _random = new(seed);
    private readonly NaiveLedger _twin = new();

    public List<Commit> Make(int count)
    {
        var commits = new List<Commit>();
        while (commits.Count < count)
        {
            var commit = Next(commits);
            _twin.Commit(commit);
            commits.Add(commit);
        }

        return commits;
    }

    private Commit Next(List<Commit> before)
    {
        var walletId = $"w{_random.Next(12)}";
        var id = $"i{_random.Next(800)}";
        return _random.Next(10) switch
        {
            < 3 => Tests.Make.Deposit(walletId, id, $"{_random.Next(1, 150)}.{_random.Next(100):00}"),
            < 5 => Tests.Make.Withdrawal(walletId, id, $"{_random.Next(1, 200)}"),
            5 when before.Count > 0 => Tests.Make.Void(before[_random.Next(before.Count)].Entry),
            _ => Buy(walletId, id),
        };
    }

    // Most buys follow the state that the twin has; some follow what another activation might believe.
    private Commit Buy(string walletId, string id)
    {
        var symbol = Symbols[_random.Next(Symbols.Length)];
        var (revision, state) = _twin.Token(symbol);
        var follows = _random.Next(8) == 0
            ? revision with { Entry = EntryId.OfOrder("other", id) }
            : revision;
        return Tests.Make.Buy(walletId, id, symbol, state?.Basket ?? Tests.Make.EmptyBasket, follows);
    }
}
