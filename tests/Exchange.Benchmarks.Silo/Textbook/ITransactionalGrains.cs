using Exchange.Contracts;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;

namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>A wallet whose orders are transactions of Orleans.</summary>
[Alias("benchmark.transactional-wallet")]
public interface ITransactionalWallet : IGrainWithStringKey
{
    /// <summary>Places a market order, in a transaction of its own.</summary>
    [Alias("place-order")]
    [Transaction(TransactionOption.Create)]
    Task<Answer<Order>> PlaceOrder([Immutable] OrderRequest order);
}

/// <summary>A token that takes part in the transactions of wallets.</summary>
[Alias("benchmark.transactional-token")]
public interface ITransactionalToken : IGrainWithStringKey
{
    /// <summary>Executes an order at the current mark, in the wallet's transaction.</summary>
    [Alias("execute")]
    [Transaction(TransactionOption.Join)]
    Task<Answer<Order>> Execute([Immutable] OrderRequest order, Amount funds, Amount unitsHeld);
}
