using Exchange.Contracts;
using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Orders;

namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>
/// A wallet with <c>WriteStateAsync</c>: one order after the other, one write for each. Between the token's write and
/// this one a crash loses money; no tuning mends that.
/// </summary>
public sealed class StateWalletGrain(
    [PersistentState(TextbookStorage.WalletState, TextbookStorage.Name)] IPersistentState<WalletRow> row,
    TextbookOptions options) : Grain, IStateWallet
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        row.State.Begin(await GrainFactory.GetGrain<IWalletGrain>(this.GetPrimaryKeyString()).Get());

    public async Task<Answer<Order>> PlaceOrder(OrderRequest order)
    {
        if (row.State.Find(order.ClientOrderId) is { } before)
        {
            return Answer<Order>.Of(before);
        }

        var (asset, need) = WalletRow.Need(order);
        if (need > row.State.Of(asset))
        {
            return Answer<Order>.Refuse(Refusal.InsufficientFunds);
        }

        var token = GrainReferences<IStateToken>.Of(GrainFactory).Get(order.Symbol);
        var answer = await token.Execute(order, need, row.State.Of(order.Symbol));
        if (answer.Value is { } filled)
        {
            row.State.Take(filled);
            if (!options.Lean)
            {
                row.State.Remember(filled);
            }

            await row.WriteStateAsync();
        }

        return answer;
    }
}
