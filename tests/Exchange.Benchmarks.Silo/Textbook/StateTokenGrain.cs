using Exchange.Contracts;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;

namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>A token with <c>WriteStateAsync</c>: one order after the other, one write for each.</summary>
public sealed class StateTokenGrain(
    [PersistentState(TextbookStorage.TokenState, TextbookStorage.Name)] IPersistentState<TokenRow> row)
    : Grain, IStateToken
{
    private PriceDesk? _desk;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _desk = await PriceDesk.OpenAsync(this, GrainFactory, this.GetPrimaryKeyString());

    public async Task<Answer<Order>> Execute(OrderRequest order, Amount funds, Amount unitsHeld)
    {
        var decided = _desk!.Decide(row.State, order, funds, unitsHeld);
        if (!decided.IsRefused)
        {
            row.State.Write(decided.Value.State);
            await row.WriteStateAsync();
        }

        return PriceDesk.Fill(order, decided);
    }
}
