using Exchange.Domain.Orders;
using Orleans.CodeGeneration;

namespace Exchange.Contracts.Wallets;

/// <summary>One wallet; its key is the wallet's id. Holds keep it safe with hundreds of its orders in flight.</summary>
[Alias("exchange.wallet")]
[Version(1)]
public interface IWalletGrain : IGrainWithStringKey
{
    /// <summary>Places a market order. The same client order id again returns the first answer.</summary>
    [Alias("place-order")]
    Task<Answer<Order>> PlaceOrder([Immutable] OrderRequest request);

    /// <summary>Finds an order by the client's id.</summary>
    [Alias("get-order")]
    Task<Answer<Order>> GetOrder(string clientOrderId);

    /// <summary>
    /// Finds an order by the exchange's id (32 hexadecimal digits); unknown if it is another wallet's.
    /// </summary>
    [Alias("get-order-by-id")]
    Task<Answer<Order>> GetOrderById(string orderId);

    /// <summary>Lists orders, the newest first.</summary>
    /// <param name="symbol">Of this token alone; null: of all.</param>
    /// <param name="before">0, or the <see cref="OrderPage.Next"/> of the page before.</param>
    /// <param name="limit">1 to 1000.</param>
    [Alias("list-orders")]
    Task<OrderPage> ListOrders(string? symbol, long before, int limit);

    /// <summary>Pays in, from outside. The same transfer id again returns the first answer.</summary>
    [Alias("deposit")]
    Task<Answer<TransferView>> Deposit(TransferRequest request);

    /// <summary>Pays out. The same transfer id again returns the first answer.</summary>
    [Alias("withdraw")]
    Task<Answer<TransferView>> Withdraw(TransferRequest request);

    /// <summary>The balances as they are now.</summary>
    [Alias("get")]
    Task<WalletView> Get();

    /// <summary>Lists ledger entries, the newest first.</summary>
    [Alias("list-entries")]
    Task<EntryPage> ListEntries(long before, int limit);
}
