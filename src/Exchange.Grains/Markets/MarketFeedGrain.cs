using Exchange.Contracts;
using Exchange.Contracts.Markets;
using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Markets;
using Exchange.Domain.Money;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exchange.Grains.Markets;

/// <summary>What a market keeps: its tokens, and its last mark as of the last time it was written.</summary>
[GenerateSerializer]
[Alias("exchange.market-state")]
public sealed class MarketState
{
    [Id(0)]
    public List<string> Symbols { get; set; } = [];

    [Id(1)]
    public Mark? LastMark { get; set; }
}

/// <summary>
/// Judges the marks of one market and hands each that is taken to every token on it. One publication at a time, so that
/// tokens see marks in order; whoever asks for the last mark does not wait for it.
/// </summary>
public sealed partial class MarketFeedGrain(
    [PersistentState("market", GrainStorage.Name)] IPersistentState<MarketState> state,
    IOptions<ExchangeOptions> options,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
    ILogger<MarketFeedGrain> logger) : Grain, IMarketFeedGrain
{
    private MarkFilter _filter;
    private Mark? _mark;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _mark = state.State.LastMark;
        if (_mark is { } mark)
        {
            _filter = new MarkFilter(mark.Price, mark.EventTime, Amount.Zero, 0);
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_mark is not null && state.State.Symbols.Count > 0)
        {
            state.State.LastMark = _mark;
            await state.WriteStateAsync(cancellationToken);
        }
    }

    public async Task<PublishView> Publish(IReadOnlyList<PriceTick> ticks)
    {
        var accepted = 0;
        Dictionary<Refusal, int> refused = [];
        foreach (var tick in ticks)
        {
            var now = clock.GetUtcNow();
            (var refusal, _filter) = _filter.Judge(
                tick, now, options.Value.OutlierShare, options.Value.OutlierConfirmations);
            if (refusal != Refusal.None)
            {
                refused[refusal] = refused.GetValueOrDefault(refusal) + 1;
                if (refusal == Refusal.MarkQuarantined && _mark is { IsDoubted: false } doubted)
                {
                    await Deliver(doubted with { IsDoubted = true });
                }

                continue;
            }

            accepted++;
            await Deliver(new Mark(tick.Price, tick.EventTime, now, false));
        }

        return new PublishView(accepted, [.. refused.Select(pair => new RefusalCount(pair.Key, pair.Value))]);
    }

    public async Task<Mark?> Attach(string symbol)
    {
        if (!state.State.Symbols.Contains(symbol))
        {
            state.State.Symbols = [.. state.State.Symbols, symbol];
            await state.WriteStateAsync();
        }

        return _mark;
    }

    public Task<Mark?> GetMark() => Task.FromResult(_mark);

    public async Task<Answer<FundingViews>> ApplyFunding(Amount rate, string fundingId)
    {
        if (state.State.Symbols.Count == 0)
        {
            return Answer<FundingViews>.Refuse(Refusal.UnknownMarket);
        }

        var payments = new List<FundingView>();
        foreach (var symbol in state.State.Symbols)
        {
            var answer = await GrainFactory.GetGrain<ITokenGrain>(symbol).ApplyFunding(rate, fundingId);
            if (answer.Value is { } payment)
            {
                payments.Add(payment);
            }
            else if (answer.Refusal != Refusal.Terminated)
            {
                return Answer<FundingViews>.Refuse(
                    answer.Refusal, $"{symbol} could not pay; repeat with the same id to finish the others");
            }
        }

        return Answer<FundingViews>.Of(new FundingViews(payments));
    }

    private Task Deliver(Mark mark)
    {
        _mark = mark;
        return Task.WhenAll(state.State.Symbols.ConvertAll(symbol => Deliver(symbol, mark)));
    }

    private async Task Deliver(string symbol, Mark mark)
    {
        try
        {
            await GrainFactory.GetGrain<ITokenGrain>(symbol).OnMark(mark);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // One token that fails must not keep the market from the others; it gets the next mark like them.
            LogNotDelivered(exception, symbol);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol} did not take a mark")]
    private partial void LogNotDelivered(Exception exception, string symbol);
}
