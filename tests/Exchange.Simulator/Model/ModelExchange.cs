using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Simulator.Ledger;

namespace Exchange.Simulator.Model;

/// <summary>
/// The whole exchange, written as plainly as it can be: no grains, no batches, no cache. It is told of every entry in
/// the order of the ledger, computes what should have happened, and says where the ledger differs.
/// </summary>
internal sealed class ModelExchange
{
    private readonly Dictionary<(string Account, string Asset), Fraction> _balances = [];
    private readonly HashSet<(string Kind, string Scope, string Cause)> _causes = [];
    private readonly Flows _flows = new();
    private readonly HashSet<EntryId> _ids = [];
    private readonly Dictionary<string, ModelToken> _tokens = [];
    private long _sequence;

    /// <summary>Entries that it has seen.</summary>
    public int Entries => _ids.Count;

    /// <summary>A token is listed; with the same symbol again it stays as it was listed first.</summary>
    public void List(TokenTerms terms) => _tokens.TryAdd(terms.Symbol, new ModelToken(terms, _flows));

    /// <summary>Takes the next entry; null, or what is wrong with it.</summary>
    public string? Apply(LandedEntry landed)
    {
        var recorded = landed.Recorded;
        try
        {
            Require(recorded.Sequence > _sequence, "it comes before the one before it");
            _sequence = recorded.Sequence;
            AssertOnce(recorded.Entry);
            Compute(landed);
            _flows.AssertEqual(recorded.Entry.Postings);
            Keep();
            return null;
        }
        catch (ModelMismatchException mismatch)
        {
            var entry = recorded.Entry;
            return $"entry {recorded.Sequence} ({entry.Kind} {entry.Symbol} {entry.WalletId} {entry.Cause}): "
                + mismatch.Message;
        }
    }

    /// <summary>Compares with the balances that the ledger keeps; null, or the first that differs.</summary>
    public string? Compare(IReadOnlyList<Posting> balances)
    {
        var rest = new Dictionary<(string Account, string Asset), Fraction>(_balances);
        foreach (var balance in balances)
        {
            rest.Remove((balance.Account, balance.Asset), out var own);
            if (own != balance.Value)
            {
                return $"{balance.Account} has {balance.Value} {balance.Asset}, by the model {own}";
            }
        }

        var missing = rest.Where(pair => pair.Value.Sign != 0).Select(pair => (pair.Key, pair.Value)).ToList();
        return missing.Count == 0
            ? null
            : $"{missing[0].Key.Account} has no {missing[0].Key.Asset}, by the model {missing[0].Value}";
    }

    private void Compute(LandedEntry landed)
    {
        _flows.Clear();
        var entry = landed.Recorded.Entry;
        switch (entry.Kind)
        {
            case EntryKind.Void:
                Require(landed.State is null, "it is void and made a state");
                break;
            case EntryKind.Deposit or EntryKind.Withdrawal:
                Transfer(entry);
                Require(landed.State is null, "it moves money in or out and made a state");
                break;
            default:
                var symbol = entry.Symbol ?? "";
                Require(_tokens.ContainsKey(symbol), "its token is not listed");
                var held = _balances.GetValueOrDefault(($"wallet/{entry.WalletId}", symbol));
                _tokens[symbol].Apply(landed, held);
                break;
        }
    }

    // How much a transfer asked for no entry tells but its own posting; who asked compares that with the answer.
    private void Transfer(Entry entry)
    {
        var wallet = $"wallet/{entry.WalletId}";
        var own = entry.Postings.Where(posting => posting.Account == wallet).ToList();
        Require(own.Count == 1 && own[0].Asset == Accounts.QuoteAsset, "it does not move cash of its wallet");
        Fraction value = own[0].Value;
        Require(value.Sign == (entry.Kind == EntryKind.Deposit ? 1 : -1), "it moves money the wrong way");
        _flows.Move(Accounts.External, wallet, Accounts.QuoteAsset, value);
    }

    private void Keep()
    {
        foreach (var (key, moved) in _flows.Sums)
        {
            _balances[key] = _balances.GetValueOrDefault(key) + moved;
        }

        foreach (var (account, asset) in _flows.Sums.Select(sum => sum.Key))
        {
            var mayBeNegative = !account.StartsWith("wallet/", StringComparison.Ordinal)
                && !(account.StartsWith("token/", StringComparison.Ordinal) && asset == Accounts.QuoteAsset);
            Require(
                mayBeNegative || _balances[(account, asset)].Sign >= 0,
                $"it leaves {account} with {_balances[(account, asset)]} {asset}");
        }
    }

    private void AssertOnce(Entry entry)
    {
        Require(_ids.Add(entry.Id), "its id is there already");
        var (kind, scope, cause) = entry.Kind switch
        {
            EntryKind.Creation or EntryKind.Redemption or EntryKind.Void => ("order", entry.WalletId, entry.Cause),
            EntryKind.Deposit or EntryKind.Withdrawal => (entry.Kind.ToString(), entry.WalletId, entry.Cause),
            EntryKind.Rebalance when EntryFacts.Of(entry) is var facts => facts.Text("kind") switch
            {
                nameof(RebalanceKind.Scheduled) => ("scheduled", entry.Symbol, $"{facts.Time("dueAt"):O}"),
                nameof(RebalanceKind.Manual) => ("manual", entry.Symbol, entry.Cause),
                _ => ("interim", entry.Symbol, entry.Id.ToString()),
            },
            EntryKind.KnockOut => ("knock-out", entry.Symbol, ""),
            _ => (entry.Kind.ToString(), entry.Symbol, entry.Cause),
        };
        Require(_causes.Add((kind, scope ?? "", cause)), "its cause has had its entry already");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new ModelMismatchException(what);
        }
    }
}
