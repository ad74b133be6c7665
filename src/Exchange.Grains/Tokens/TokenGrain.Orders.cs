using Exchange.Contracts;
using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;
using Exchange.Ledger;

namespace Exchange.Grains.Tokens;

/// <summary>Orders: priced at the current mark, committed with both legs in one entry.</summary>
public sealed partial class TokenGrain
{
    /// <summary>How often an order is priced anew because something before it failed.</summary>
    private const int AttemptsMax = 4;

    public Task<Answer<Execution>> Execute(OrderRequest request, Amount funds)
    {
        // Sent again by a wallet that began anew while it is under way: a decision beside it could refuse what lands.
        var id = EntryId.OfOrder(request.WalletId, request.ClientOrderId);
        if (_executing.TryGetValue(id, out var first))
        {
            return first;
        }

        var execution = Execute(id, request, funds);
        if (!execution.IsCompleted)
        {
            _executing.Add(id, execution);
        }

        return execution;
    }

    private async Task<Answer<Execution>> Execute(EntryId id, OrderRequest request, Amount funds)
    {
        try
        {
            for (var attempt = 0; attempt < AttemptsMax; attempt++)
            {
                do
                {
                    await _book.Ready();
                }
                while (!await KnowsHolder(request.WalletId));

                // The last of these did not have to wait, so nothing has changed since the book was ready.
                var price = Decide(request, funds, _book.Holders.Units(request.WalletId));
                if (price.IsRefused)
                {
                    return Answer<Execution>.Refuse(await Explain(price.Refusal));
                }

                var entry = Record(id, request, price.Value);
                var answer = await _book.Commit(entry, price.Value.State);
                if (answer.Outcome == CommitOutcome.Committed)
                {
                    PublishSoon();
                    var order = new Order(
                        entry.Id.ToString(), request, OrderStatus.Filled, price.Value.Fill, entry.Time, entry.Time);
                    return Answer<Execution>.Of(new Execution(order, answer.WalletVersion));
                }

                if (answer.Outcome != CommitOutcome.StaleToken)
                {
                    return Answer<Execution>.Refuse(Refused(answer.Outcome));
                }
            }

            return Answer<Execution>.Refuse(Refusal.Overloaded);
        }
        catch (LedgerException exception) when (exception.OutcomeKnown)
        {
            // Nothing of it is in the ledger; any other failure is for the wallet to resolve.
            return Answer<Execution>.Refuse(Refusal.LedgerUnavailable);
        }
        finally
        {
            _executing.Remove(id);
        }
    }

    public async Task<Answer<Fill>> Quote(OrderRequest request)
    {
        if (_executing.ContainsKey(EntryId.OfOrder(request.WalletId, request.ClientOrderId)))
        {
            // Asked by a wallet that began anew and is about to refuse what may be filled in a moment.
            return Answer<Fill>.Refuse(Refusal.OutcomeUnknown);
        }

        if (Terms is not null)
        {
            await _book.Ready();
        }

        var decided = Decide(request, Amount.InputMax, Amount.Zero);
        return decided.IsRefused ? Answer<Fill>.Refuse(decided.Refusal) : Answer<Fill>.Of(decided.Value.Fill!);
    }

    // Only for a cap, and for nobody who is refused anyway.
    private ValueTask<bool> KnowsHolder(string walletId) =>
        Terms?.WalletCap is null || RefuseNow() != Refusal.None
            ? ValueTask.FromResult(true)
            : _book.Holders.Know(walletId);

    private Result<TokenDecision> Decide(OrderRequest request, Amount funds, Amount unitsHeld)
    {
        if (Terms is not { } terms)
        {
            DeactivateOnIdle();
            return Refusal.UnknownSymbol;
        }

        return RefuseNow() is var refusal && refusal != Refusal.None
            ? refusal
            : TokenRules.Execute(_book.State, terms, _mark!.Price, request, funds, unitsHeld);
    }

    private Refusal RefuseNow()
    {
        if (_book.State.Basket.Status == TokenStatus.Terminated)
        {
            return Refusal.Terminated;
        }

        if (Kept.Halted)
        {
            return Refusal.TokenHalted;
        }

        return RefuseMark(_clock.GetUtcNow());
    }

    // Nothing is done at a mark that is old, or that the market may have left.
    private Refusal RefuseMark(DateTimeOffset now) =>
        IsStale(now) ? Refusal.StalePrice
        : _mark!.IsDoubted ? Refusal.PriceUnconfirmed
        : Refusal.None;

    // An order that settled the token into its knock-out is refused, and the knock-out is seen to at once.
    private async ValueTask<Refusal> Explain(Refusal refusal)
    {
        if (refusal == Refusal.Terminated && _book.State.Basket.Status != TokenStatus.Terminated)
        {
            await Advance();
        }

        return refusal;
    }

    private Entry Record(EntryId id, OrderRequest request, TokenDecision decision)
    {
        var now = _clock.GetUtcNow();
        return new Entry(
            id,
            request.Side == Side.Buy ? EntryKind.Creation : EntryKind.Redemption,
            now,
            request.WalletId,
            _symbol,
            request.ClientOrderId,
            decision.Postings,
            Details.Of(request, decision.Fill, now));
    }

    private static Refusal Refused(CommitOutcome outcome) => outcome switch
    {
        CommitOutcome.Duplicate => Refusal.AlreadyDone,
        CommitOutcome.InsufficientFunds => Refusal.InsufficientFunds,
        CommitOutcome.Overloaded => Refusal.Overloaded,
        _ => Refusal.LedgerUnavailable,
    };
}
