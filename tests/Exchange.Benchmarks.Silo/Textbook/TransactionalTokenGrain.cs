using Exchange.Contracts;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Orleans.Concurrency;
using Orleans.Transactions.Abstractions;

namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>A token whose state changes in one transaction with the wallet's.</summary>
[Reentrant] // as transactional grains should be: the lock of the state keeps transactions apart
public sealed class TransactionalTokenGrain(
    [TransactionalState(TextbookStorage.TokenState, TextbookStorage.Name)] ITransactionalState<TokenRow> row)
    : Grain, ITransactionalToken
{
    private PriceDesk? _desk;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _desk = await PriceDesk.OpenAsync(this, GrainFactory, this.GetPrimaryKeyString());

    public Task<Answer<Order>> Execute(OrderRequest order, Amount funds, Amount unitsHeld) =>
        row.PerformUpdate(token =>
        {
            var decided = _desk!.Decide(token, order, funds, unitsHeld);
            if (!decided.IsRefused)
            {
                token.Write(decided.Value.State);
            }

            return PriceDesk.Fill(order, decided);
        });
}
