using Exchange.Contracts;
using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Ledger;

namespace Exchange.Grains.Wallets;

/// <summary>
/// Orders: held here, executed by the token, and whatever happens to the answer, resolved by the ledger.
/// </summary>
public sealed partial class WalletGrain
{
    /// <summary>
    /// So long an order is handed to its token anew when the token's silo went away with it: until the cluster has
    /// found out, which takes it some seconds. The last attempt may add the time that a call has.
    /// </summary>
    private static readonly TimeSpan HandOverLimit = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan ResolvePause = TimeSpan.FromMilliseconds(200);

    /// <summary>How often an unknown outcome is asked after before the caller is told that it is unknown.</summary>
    private const int ResolveAttemptsMax = 50;

    public Task<Answer<Order>> PlaceOrder(OrderRequest request) =>
        _orders.TryGetUnderWay(request.ClientOrderId, out var order) ? order : _orders.Run(request, _place);

    // One that was done already is refused at the ledger at the latest. But what its token priced after it would fail
    // with it there, so whoever has repeated one that memory did not know is looked up first from then on.
    private async Task<Answer<Order>> Place(OrderRequest request)
    {
        if (_looksFirst || _orders.MayBeDone(request.ClientOrderId))
        {
            var before = await GetOrder(request.ClientOrderId);
            if (!before.IsRefused)
            {
                return Outcome(before.Value!);
            }
        }

        var answer = await TryPlace(request);
        return answer.IsRefused && !IsOpen(answer.Refusal) ? await Confirm(request, answer) : answer;
    }

    // A refusal is of this attempt; one before it, by another activation perhaps, may have been filled.
    private async Task<Answer<Order>> Confirm(OrderRequest request, Answer<Order> refused)
    {
        try
        {
            var done = await GetOrder(request.ClientOrderId);
            return done.IsRefused ? refused : Outcome(done.Value!);
        }
        catch (LedgerException)
        {
            return Answer<Order>.Refuse(Refusal.LedgerUnavailable);
        }
    }

    // Whether it says itself that the order may yet be done, or done before, or is what the ledger says of it.
    private static bool IsOpen(Refusal refusal) => refusal is
        Refusal.Overloaded or Refusal.LedgerUnavailable or Refusal.OutcomeUnknown or Refusal.OrderVoided;

    private async Task<Answer<Order>> TryPlace(OrderRequest request)
    {
        await Refresh();
        var token = GrainReferences<ITokenGrain>.Of(GrainFactory).Get(request.Symbol);
        var asset = request.Side == Side.Buy ? Accounts.QuoteAsset : request.Symbol;
        var (refusal, hold) = await Need(request, token, asset);
        if (refusal != Refusal.None)
        {
            return Answer<Order>.Refuse(refusal);
        }

        if (hold > _book.Available(asset))
        {
            // What is missing may be there by another activation.
            await Reload();
        }

        // From here to the call there is no await: what is available is still available.
        if (hold > _book.Available(asset))
        {
            return await RefuseForFunds(request, token);
        }

        _book.Hold(asset, hold);
        _underWay++;
        try
        {
            return await Execute(request, token, hold);
        }
        finally
        {
            _underWay--;
            _book.Release(asset, hold);
        }
    }

    private async Task<Answer<Order>> Execute(OrderRequest request, ITokenGrain token, Amount hold)
    {
        Answer<Execution>? answer = null;
        try
        {
            answer = await HandOver(request, token, hold);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The answer is lost, the order perhaps not.
        }

        if (answer is null)
        {
            return await Known(Resolve(request));
        }

        if (answer.Value is { } execution)
        {
            _book.Apply(execution.WalletVersion, Legs(execution.Order));
            return Answer<Order>.Of(execution.Order);
        }

        if (answer.Refusal == Refusal.AlreadyDone)
        {
            _reloadWanted = true;
            return await Known(Find(request));
        }

        // The token found less in the ledger than we thought: what we think is old.
        _reloadWanted |= answer.Refusal == Refusal.InsufficientFunds;
        return Answer<Order>.Refuse(answer.Refusal, answer.Message);
    }

    // A token that went away with its silo is another one's by the next call. However often it executes the order, the
    // ledger takes its id once. A refusal is of its own attempt alone: null if one before it may have gone through.
    private async Task<Answer<Execution>?> HandOver(OrderRequest request, ITokenGrain token, Amount hold)
    {
        var began = _time.GetTimestamp();
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                var answer = await token.Execute(request, hold);
                _looksFirst |= isFirst && answer.Refusal == Refusal.AlreadyDone;
                return isFirst || !answer.IsRefused || answer.Refusal == Refusal.AlreadyDone ? answer : null;
            }
            catch (Exception exception) when (exception is (OrleansException or TimeoutException)
                && _time.GetElapsedTime(began) < HandOverLimit)
            {
                await Task.Delay(ResolvePause, _time);
            }
        }
    }

    // What an order needs at most. By units (buy) or by proceeds (sell) that depends on the price, so it is asked for,
    // with a little more in case the price moves on the way; the token never takes more than is held.
    private async ValueTask<(Refusal Refusal, Amount Hold)> Need(
        OrderRequest request, ITokenGrain token, string asset)
    {
        var exact = request.Side == Side.Buy ? request.QuoteAmount : request.Units;
        if (exact is { } known)
        {
            return (known.IsPositive ? Refusal.None : Refusal.AmountNotPositive, known);
        }

        var quote = await token.Quote(request);
        if (quote.Value is not { } fill)
        {
            return (quote.Refusal, Amount.Zero);
        }

        var need = request.Side == Side.Buy ? fill.Quote : fill.Units;
        var more = need + need.MultiplyUp(Amount.FromParts(Amount.Scale / 100));
        return (Refusal.None, Amount.Max(need, Amount.Min(more, _book.Available(asset))));
    }

    // Whatever else is wrong with the order comes before the lack of funds.
    private static async Task<Answer<Order>> RefuseForFunds(OrderRequest request, ITokenGrain token)
    {
        var quote = await token.Quote(request);
        return Answer<Order>.Refuse(quote.IsRefused ? quote.Refusal : Refusal.InsufficientFunds);
    }

    // A void with the order's id either takes the order's place for good, or finds that the order happened.
    private async Task<Answer<Order>> Resolve(OrderRequest request)
    {
        _reloadWanted = true;
        var id = EntryId.OfOrder(_walletId, request.ClientOrderId);
        for (var attempt = 0; ; attempt++)
        {
            var now = _clock.GetUtcNow();
            var entry = new Entry(
                id, EntryKind.Void, now, _walletId, request.Symbol, request.ClientOrderId, [],
                Details.Of(request, null, now));
            try
            {
                var answer = await _ledger.CommitAsync(new Commit(entry));
                if (answer.Outcome is CommitOutcome.Committed or CommitOutcome.Duplicate)
                {
                    var found = await GetOrder(request.ClientOrderId);
                    _book.Replace(await _ledger.LoadWalletAsync(_walletId));
                    return Outcome(found.Value!);
                }
            }
            catch (LedgerException) when (attempt < ResolveAttemptsMax)
            {
                // The database is away; the hold stays until it says what happened.
            }

            await Task.Delay(ResolvePause, _time);
        }
    }

    private async Task<Answer<Order>> Find(OrderRequest request) =>
        Outcome((await GetOrder(request.ClientOrderId)).Value!);

    private static async Task<Answer<Order>> Known(Task<Answer<Order>> outcome)
    {
        try
        {
            return await outcome;
        }
        catch (LedgerException)
        {
            return Answer<Order>.Refuse(Refusal.OutcomeUnknown);
        }
    }

    private static Answer<Order> Outcome(Order order) => order.Status == OrderStatus.Filled
        ? Answer<Order>.Of(order)
        : Answer<Order>.Refuse(Refusal.OrderVoided, "its outcome was lost, and it can never be filled; use a new id");

    private Posting[] Legs(Order order)
    {
        var fill = order.Fill!;
        var sign = order.Request.Side == Side.Buy;
        return
        [
            new(_book.Account, Accounts.QuoteAsset, sign ? -fill.Quote : fill.Quote),
            new(_book.Account, order.Request.Symbol, sign ? fill.Units : -fill.Units),
        ];
    }
}
