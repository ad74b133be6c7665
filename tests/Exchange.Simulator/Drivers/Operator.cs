using Exchange.Contracts;
using Exchange.Contracts.Markets;
using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Tokens;
using Exchange.Simulator.Checks;
using Exchange.Simulator.Workload;

namespace Exchange.Simulator.Drivers;

/// <summary>Lists tokens and does what the operators' plan says, everything until it is answered.</summary>
internal sealed class Operator(Scenario scenario, Gateways gateways, RunRecord record)
{
    /// <summary>Told of terms before a token is listed by them.</summary>
    public Action<TokenTerms>? Listing { get; init; }

    /// <summary>Tokens whose listing was answered.</summary>
    public List<string> Listed { get; } = [];

    public Task Run() => Task.WhenAll(
        [.. scenario.Listings.Select(List), .. scenario.Operators.Select(Do)]);

    /// <summary>What is not answered yet, and what came back last.</summary>
    public List<string> Open { get; } = [];

    /// <summary>Takes orders for all tokens again.</summary>
    public Task ResumeAll() => Task.WhenAll(Listed.Select(symbol => gateways.CallUntil(
        grains => grains.GetGrain<ITokenGrain>(symbol).Resume(), _ => true)));

    private async Task List(ListingPlan listing)
    {
        await Until(listing.At);
        var what = $"listing of {listing.Terms.Symbol}";
        Open.Add(what);
        record.Listings.Add(listing.Terms);
        Listing?.Invoke(listing.Terms);
        var answer = await gateways.CallUntil(
            grains => grains.GetGrain<ITokenGrain>(listing.Terms.Symbol).Create(listing.Terms), _ => true);
        Open.Remove(what);
        if (!answer.IsRefused) Listed.Add(listing.Terms.Symbol);
    }

    private async Task Do(OperatorStep step)
    {
        await Until(step.At);
        var what = $"{step.Act} {step.Target} {step.Id}";
        Open.Add(what);
        switch (step.Act)
        {
            case OperatorAct.Halt:
                await gateways.CallUntil(
                    grains => grains.GetGrain<ITokenGrain>(step.Target).Halt(step.Id), _ => true);
                break;
            case OperatorAct.Resume:
                await gateways.CallUntil(grains => grains.GetGrain<ITokenGrain>(step.Target).Resume(), _ => true);
                break;
            case OperatorAct.Rebalance:
                await gateways.CallUntil(
                    grains => grains.GetGrain<ITokenGrain>(step.Target).Rebalance(step.Id),
                    IsFinal,
                    (_, came) => record.Operations.Add(new OperatorAttempt(
                        step.Target, step.Id, null, came?.Refusal ?? Refusal.None, came?.Value, null)));
                break;
            default:
                await gateways.CallUntil(
                    grains => grains.GetGrain<IMarketFeedGrain>(step.Target).ApplyFunding(step.Value, step.Id),
                    IsFinal,
                    (_, came) => Note(step, came));
                break;
        }

        Open.Remove(what);
    }

    private void Note(OperatorStep step, Answer<FundingViews>? came)
    {
        foreach (var payment in came?.Value?.Payments ?? [])
        {
            record.Operations.Add(new OperatorAttempt(
                payment.Symbol, step.Id, step.Value, Refusal.None, null, payment));
        }
    }

    // Of prices that are old or doubted the operator waits for the end, as of a ledger that is away.
    private static bool IsFinal<T>(Answer<T> answer)
        where T : class =>
        answer.Refusal is not (Refusal.Overloaded or Refusal.LedgerUnavailable or Refusal.OutcomeUnknown
            or Refusal.StalePrice or Refusal.PriceUnconfirmed);

    private Task Until(TimeSpan at)
    {
        var wait = scenario.Start + at - gateways.Clock.GetUtcNow();
        return wait > TimeSpan.Zero ? Task.Delay(wait, gateways.Clock) : Task.CompletedTask;
    }
}
