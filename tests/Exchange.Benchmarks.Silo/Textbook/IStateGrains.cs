using Exchange.Contracts;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;

namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>A wallet that writes its state after every order.</summary>
[Alias("benchmark.state-wallet")]
public interface IStateWallet : IGrainWithStringKey
{
    /// <summary>Places a market order.</summary>
    [Alias("place-order")]
    Task<Answer<Order>> PlaceOrder([Immutable] OrderRequest order);
}

/// <summary>A token that writes its state after every order.</summary>
[Alias("benchmark.state-token")]
public interface IStateToken : IGrainWithStringKey
{
    /// <summary>Executes an order at the current mark.</summary>
    [Alias("execute")]
    Task<Answer<Order>> Execute([Immutable] OrderRequest order, Amount funds, Amount unitsHeld);
}
