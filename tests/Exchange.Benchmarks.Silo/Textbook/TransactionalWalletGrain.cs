using Exchange.Contracts;
using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Orleans.Concurrency;
using Orleans.Transactions.Abstractions;

namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>A wallet whose state changes in one transaction with the token's.</summary>
[Reentrant] // as transactional grains should be: the lock of the state keeps transactions apart
public sealed class TransactionalWalletGrain(
    [TransactionalState(TextbookStorage.WalletState, TextbookStorage.Name)] ITransactionalState<WalletRow> row,
    TextbookOptions options) : Grain, ITransactionalWallet
{
    private WalletView? _paidIn;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _paidIn = await GrainFactory.GetGrain<IWalletGrain>(this.GetPrimaryKeyString()).Get();

    public async Task<Answer<Order>> PlaceOrder(OrderRequest order)
    {
        var (asset, need) = WalletRow.Need(order);

        // An update although it reads: a lock to read that is raised later can be lost to another transaction.
        var (before, available, held) = await row.PerformUpdate(wallet =>
        {
            wallet.Begin(_paidIn!);
            return (wallet.Find(order.ClientOrderId), wallet.Of(asset), wallet.Of(order.Symbol));
        });
        if (before is not null)
        {
            return Answer<Order>.Of(before);
        }

        if (need > available)
        {
            return Answer<Order>.Refuse(Refusal.InsufficientFunds);
        }

        // The token last, and so the shortest: many wallets wait for its lock.
        var token = GrainReferences<ITransactionalToken>.Of(GrainFactory).Get(order.Symbol);
        var answer = await token.Execute(order, need, held);
        if (answer.Value is { } filled)
        {
            await row.PerformUpdate(wallet =>
            {
                wallet.Take(filled);
                if (!options.Lean)
                {
                    wallet.Remember(filled);
                }
            });
        }

        return answer;
    }
}
