using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;

namespace Exchange.Contracts.Tokens;

/// <summary>One leveraged token; its key is the symbol. It prices while its commits are under way.</summary>
[Alias("exchange.token")]
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
    /// <param name="unitsHeld">Units of the token in the wallet, for its cap.</param>
    [Alias("execute")]
    Task<Answer<Execution>> Execute([Immutable] OrderRequest request, Amount funds, Amount unitsHeld);

    /// <summary>What an order would be filled at now; changes nothing.</summary>
    [Alias("quote")]
    Task<Answer<Fill>> Quote([Immutable] OrderRequest request);

    /// <summary>A new mark of the underlying; returns when all that follows from it is durable.</summary>
    [Alias("on-mark")]
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

    /// <summary>
    /// Subscribes to net asset values for a minute, or renews; answers the latest. A gateway renews every few seconds,
    /// so that it follows a token that moved.
    /// </summary>
    [Alias("subscribe")]
    Task<Answer<NavUpdate>> Subscribe(INavObserver observer);
}
