using Exchange.Contracts;
using Exchange.Contracts.Markets;
using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Markets;
using Exchange.Domain.Money;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using Orleans.Storage;

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
[PreferLocalPlacement] // beside the silo that reads the prices, which calls it more than anybody else
public sealed partial class MarketFeedGrain(
    [PersistentState("market", GrainStorage.Name)] IPersistentState<MarketState> state,
    IOptions<ExchangeOptions> options,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
    TimeProvider time,
    ILogger<MarketFeedGrain> logger) : Grain, IMarketFeedGrain, IDisposable
{
    /// <summary>So old may the kept mark get, by the wall's clock, before a newer one is kept.</summary>
    private static readonly TimeSpan KeepPeriod = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan KeepRetryPause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _storageGate = new(1, 1);
    private Task _keeping = Task.CompletedTask;
    private long _keepDueAt; // a timestamp
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
            await Store(kept => kept.LastMark = _mark, cancellationToken);
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
                GrainMetrics.MarkRefused(this.GetPrimaryKeyString(), refusal);
                if (refusal == Refusal.MarkQuarantined && _mark is { IsDoubted: false } doubted)
                {
                    await Deliver(doubted with { IsDoubted = true });
                }

                continue;
            }

            accepted++;
            GrainMetrics.MarkAccepted(this.GetPrimaryKeyString(), tick);
            var mark = new Mark(tick.Price, tick.EventTime, now, false);
            await Keep(mark);
            await Deliver(mark);
        }

        return new PublishView(accepted, [.. refused.Select(pair => new RefusalCount(pair.Key, pair.Value))]);
    }

    public async Task<Mark?> Attach(string symbol)
    {
        await Store(
            kept =>
            {
                kept.Symbols = kept.Symbols.Contains(symbol) ? kept.Symbols : [.. kept.Symbols, symbol];
                kept.LastMark ??= _mark;
            },
            CancellationToken.None);
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

    public void Dispose() => _storageGate.Dispose();

    // What the next activation judges by, after a crash too: without it the first price to come would be believed
    // whatever it is. So the first one is kept before it is told; those after it beside the telling, one write at a
    // time, so that storage that is slow or away does not hold marks back.
    private Task Keep(Mark mark)
    {
        if (state.State.Symbols.Count == 0 || !_keeping.IsCompleted || time.GetTimestamp() < _keepDueAt)
        {
            return Task.CompletedTask;
        }

        var isFirst = state.State.LastMark is null;
        _keeping = WriteKept(mark);
        return isFirst ? _keeping : Task.CompletedTask;
    }

    private async Task WriteKept(Mark mark)
    {
        await _storageGate.WaitAsync();
        var before = state.State.LastMark;
        var pause = KeepPeriod;
        try
        {
            state.State.LastMark = mark;
            await state.WriteStateAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            state.State.LastMark = before;
            pause = KeepRetryPause;
            LogNotKept(exception, this.GetPrimaryKeyString());
            if (exception is InconsistentStateException)
            {
                // Another activation has written, or a write landed unanswered: one that reads it takes over.
                DeactivateOnIdle();
            }
        }
        finally
        {
            _keepDueAt = time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency);
            _storageGate.Release();
        }
    }

    // One write at a time: tokens attach while others do, and two at once would each carry the version that the other
    // replaces. Whoever asks for the same at once waits too: it is so when it is durable, and not before.
    private async Task Store(Action<MarketState> change, CancellationToken cancellation)
    {
        await _storageGate.WaitAsync(CancellationToken.None); // no longer than the write that holds it
        var (symbols, mark) = (state.State.Symbols, state.State.LastMark);
        try
        {
            change(state.State);
            if (state.State.Symbols != symbols || state.State.LastMark != mark)
            {
                await state.WriteStateAsync(cancellation);
            }
        }
        catch
        {
            // What could not be written must not be answered either; a new activation reads what storage has.
            (state.State.Symbols, state.State.LastMark) = (symbols, mark);
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            _storageGate.Release();
        }
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mark of {Market} could not be kept")]
    private partial void LogNotKept(Exception exception, string market);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Symbol} did not take a mark")]
    private partial void LogNotDelivered(Exception exception, string symbol);
}
