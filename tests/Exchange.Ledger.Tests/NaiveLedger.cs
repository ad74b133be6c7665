using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Ledger.Tests;

/// <summary>The ledger's rules told as simply as they can be: what a real one is compared with.</summary>
internal sealed class NaiveLedger
{
    private readonly HashSet<EntryId> _ids = [];
    private readonly Dictionary<(string Account, string Asset), Amount> _balances = [];
    private readonly Dictionary<string, long> _wallets = [];
    private readonly Dictionary<string, (TokenRevision, TokenState?)> _tokens = [];

    public CommitAnswer Commit(Commit commit)
    {
        var entry = commit.Entry;
        if (_ids.Contains(entry.Id))
        {
            return new CommitAnswer(CommitOutcome.Duplicate);
        }

        if (commit.Token is { } write && Token(write.Symbol).Revision != write.Follows)
        {
            return new CommitAnswer(CommitOutcome.StaleToken);
        }

        var after = new Dictionary<(string Account, string Asset), Amount>(_balances);
        foreach (var posting in entry.Postings)
        {
            var key = (posting.Account, posting.Asset);
            after[key] = after.GetValueOrDefault(key) + posting.Value;
        }

        if (after.Any(pair => pair.Value.IsNegative && Accounts.IsNeverNegative(pair.Key.Account, pair.Key.Asset)))
        {
            return new CommitAnswer(CommitOutcome.InsufficientFunds);
        }

        _ids.Add(entry.Id);
        foreach (var (key, value) in after)
        {
            _balances[key] = value;
        }

        if (commit.Token is { } token)
        {
            _tokens[token.Symbol] = (new TokenRevision(token.Follows.Version + 1, entry.Id), token.State);
        }

        return new CommitAnswer(CommitOutcome.Committed, _ids.Count, Raise(entry));
    }

    public (TokenRevision Revision, TokenState? State) Token(string symbol) =>
        _tokens.TryGetValue(symbol, out var token) ? token : (TokenRevision.None, null);

    public IEnumerable<KeyValuePair<string, long>> Wallets() => _wallets;

    public List<Posting> Balances() => [.. _balances
        .Where(pair => !pair.Value.IsZero)
        .Select(pair => new Posting(pair.Key.Account, pair.Key.Asset, pair.Value))
        .OrderBy(balance => balance.Account, StringComparer.Ordinal)
        .ThenBy(balance => balance.Asset, StringComparer.Ordinal)];

    private long Raise(Entry entry)
    {
        if (!entry.Postings.Any(posting => Accounts.WalletOf(posting.Account) is not null))
        {
            return 0;
        }

        _wallets[entry.WalletId!] = _wallets.GetValueOrDefault(entry.WalletId!) + 1;
        return _wallets[entry.WalletId!];
    }
}
