using Exchange.Contracts.Markets;
using Exchange.Domain.Markets;
using Exchange.Domain.Money;
using Exchange.Simulator.Checks;
using Exchange.Simulator.Faults;
using Exchange.Simulator.Workload;

namespace Exchange.Simulator.Drivers;

/// <summary>Publishes the prices of one market, as reliably as feeds are.</summary>
internal sealed class Feed(
    MarketPlan plan, Gateways gateways, RunRecord record, FaultPlan faults, Chance chance)
{
    private PriceTick? _heldBack;
    private DateTimeOffset _downUntil;

    /// <summary>How many marks the exchange has taken, as far as it was answered.</summary>
    public int Accepted { get; private set; }

    public async Task Run(DateTimeOffset start)
    {
        for (var i = 0; i < plan.Prices.Count; i++)
        {
            var wait = start + (plan.Tick * i) - gateways.Clock.GetUtcNow();
            if (wait > TimeSpan.Zero) await Task.Delay(wait, gateways.Clock);
            Tick(plan.Prices[i], i);
        }
    }

    private void Tick(Amount price, int number)
    {
        var now = gateways.Clock.GetUtcNow();
        if (faults.Fires(Fault.VenueDown, 0.003)) _downUntil = now + chance.Around(TimeSpan.FromMinutes(8));
        if (now < _downUntil || faults.Fires(Fault.FeedGap, 0.03)) return;
        if (faults.Fires(Fault.FeedOutlier, 0.01)) price = Outlier(price);
        else record.Quoted.Add(new Quoted(plan.Market, now, price));
        var tick = new PriceTick(plan.Market, price, now, number, "simulated");
        if (_heldBack is { } late)
        {
            _heldBack = null;
            Publish(tick);
            Publish(late);
        }
        else if (faults.Fires(Fault.FeedReordered, 0.02))
        {
            _heldBack = tick;
        }
        else
        {
            Publish(tick);
        }
    }

    private void Publish(PriceTick tick)
    {
        _ = PublishAsync(tick);
        if (faults.Fires(Fault.FeedDuplicated, 0.02)) _ = PublishAsync(tick);
    }

    private async Task PublishAsync(PriceTick tick)
    {
        var view = await gateways.Call(grains => grains.GetGrain<IMarketFeedGrain>(plan.Market).Publish([tick]));
        Accepted += view?.Accepted ?? 0;
    }

    // A wrong digit, or the point in the wrong place.
    private Amount Outlier(Amount price) => chance.Of(
    [
        price.MultiplyDown(Amount.Parse("0.1")), price.MultiplyDown(Amount.Parse("10")),
        price.MultiplyDown(Amount.Parse("0.6")), price.MultiplyDown(Amount.Parse("1.5")),
    ]);
}
