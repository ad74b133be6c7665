using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;
using Orleans.CodeGeneration;

namespace Exchange.Contracts.Tokens;

/// <summary>One leveraged token; its key is the symbol. It prices while its commits are under way.</summary>
[Alias("exchange.token")]
[Version(2)]
public interface ITokenGrain : IGrainWithStringKey
{
    /// <summary>Lists the token. With the same terms again it does nothing.</summary>
    [Alias("create")]
    Task<Answer<TokenView>> Create(TokenTerms terms);

    /// <summary>The token as it stands.</summary>
    [Alias("get")]
    Task<Answer<TokenView>> Get();

    /// <summary>
    /// Executes an order at the current mark and commits it. Called by the wallet, which holds the funds.
    /// </summary>
    /// <param name="funds">What the wallet holds for it: quote currency (buy) or units (sell); never exceeded.</param>
    [Alias("execute")]
    Task<Answer<Execution>> Execute([Immutable] OrderRequest request, Amount funds);

    /// <summary>
    /// What an order would be filled at now; changes nothing. While it executes an order of the same id, that one's
    /// outcome is open, and <see cref="Domain.Refusal.OutcomeUnknown"/> is the answer.
    /// </summary>
    [Alias("quote")]
    Task<Answer<Fill>> Quote([Immutable] OrderRequest request);

    /// <summary>A new mark of the underlying; returns when all that follows from it is durable.</summary>
    [Alias("on-mark")]
    [ResponseTimeout("00:00:05")] // a token whose silo died must not keep the market from the others for long
    Task OnMark(Mark mark);

    /// <summary>Stops orders.</summary>
    [Alias("halt")]
    Task<Answer<TokenView>> Halt(string reason);

    /// <summary>Takes orders again.</summary>
    [Alias("resume")]
    Task<Answer<TokenView>> Resume();

    /// <summary>Rebalances now. The same id again returns the first answer.</summary>
    [Alias("rebalance")]
    Task<Answer<RebalanceRecord>> Rebalance(string rebalanceId);

    /// <summary>Pays or receives funding. The same id again returns the first answer.</summary>
    [Alias("apply-funding")]
    Task<Answer<FundingView>> ApplyFunding(Amount rate, string fundingId);

    /// <summary>Lists rebalances, the newest first.</summary>
    [Alias("list-rebalances")]
    Task<Answer<RebalancePage>> ListRebalances(long before, int limit);

    /// <summary>Lets go of its silo; the next call begins it anew where it is to be by now.</summary>
    [Alias("stand-down")]
    Task StandDown();

    /// <summary>
    /// Subscribes to net asset values for a minute, or renews; answers the latest. A gateway renews every few seconds,
    /// so that it follows a token that moved; one whose silo died answers nothing, and is asked again soon.
    /// </summary>
    /// <param name="heard">
    /// The highest sequence that the gateway has heard, 0 if none: an activation that could not have told it is not the
    /// latest, and goes.
    /// </param>
    [Alias("subscribe")]
    [ResponseTimeout("00:00:02")]
    Task<Answer<NavUpdate>> Subscribe(INavObserver observer, long heard);
}
