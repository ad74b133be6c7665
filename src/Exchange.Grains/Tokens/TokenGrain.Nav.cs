using Exchange.Contracts;
using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Grains.Tokens;

/// <summary>The net asset value, and who is told of it.</summary>
public sealed partial class TokenGrain
{
    public Task<Answer<NavUpdate>> Subscribe(INavObserver observer, long heard)
    {
        if (Terms is null)
        {
            DeactivateOnIdle();
            return Task.FromResult(Answer<NavUpdate>.Refuse(Refusal.UnknownSymbol));
        }

        _broadcast.Subscribe(observer);
        if (_broadcast.Last is null)
        {
            Publish();
        }

        if (_broadcast.Last is not { } last)
        {
            return Task.FromResult(Answer<NavUpdate>.Refuse(Refusal.Overloaded));
        }

        if (last.Sequence < heard)
        {
            // A gateway takes nothing below what it has heard, so it would be deaf to this one for good.
            DeactivateOnIdle();
            return Task.FromResult(Answer<NavUpdate>.Refuse(Refusal.Overloaded));
        }

        return Task.FromResult(Answer<NavUpdate>.Of(last));
    }

    private void Publish()
    {
        if (Terms is { } terms && _sequence.TryNext(out var sequence))
        {
            _broadcast.Publish(Value(terms, sequence));
        }
    }

    // Orders change units and collateral many thousand times a second; subscribers are told a few times.
    private void PublishSoon()
    {
        if (_publishPending)
        {
            return;
        }

        _publishPending = true;
        if (_publishTimer is null)
        {
            _publishTimer = this.RegisterGrainTimer(
                static (grain, _) => grain.PublishPending(),
                this,
                new GrainTimerCreationOptions(_options.NavPublishPause, Timeout.InfiniteTimeSpan)
                {
                    Interleave = true,
                });
        }
        else
        {
            _publishTimer.Change(_options.NavPublishPause, Timeout.InfiniteTimeSpan);
        }
    }

    private Task PublishPending()
    {
        _publishPending = false;
        Publish();
        return Task.CompletedTask;
    }

    private NavUpdate Value(TokenTerms terms, long sequence)
    {
        var now = _clock.GetUtcNow();
        var basket = _book.State.Basket;
        var price = _mark?.Price ?? basket.SettlementPrice;
        return new NavUpdate(
            _symbol,
            sequence,
            basket.Nav(terms.Basket, price),
            _mark?.Price,
            terms.Basket.Leverage,
            basket.Leverage(price),
            basket.Units,
            basket.Collateral,
            basket.Position,
            _mark?.EventTime ?? Kept.ListedAt,
            now,
            QualityAt(now),
            LeverageBand.TriggerPrice(basket, terms));
    }

    private Quality QualityAt(DateTimeOffset now)
    {
        if (_book.State.Basket.Status == TokenStatus.Terminated)
        {
            return Quality.Terminated;
        }

        if (Kept.Halted)
        {
            return Quality.Halted;
        }

        return RefuseMark(now) switch
        {
            Refusal.None => Quality.Live,
            Refusal.StalePrice => Quality.Stale,
            _ => Quality.Halted,
        };
    }

    private TokenView Describe(TokenTerms terms)
    {
        var state = _book.State;
        var status = state.Basket.Status == TokenStatus.Active && Kept.Halted
            ? TokenStatus.Halted : state.Basket.Status;
        return new TokenView(
            terms,
            status,
            Value(terms, _broadcast.Last?.Sequence ?? 0),
            state.Basket.SettlementPrice,
            state.NextRebalanceAt,
            state.LastRebalance,
            Kept.HaltReason);
    }
}
