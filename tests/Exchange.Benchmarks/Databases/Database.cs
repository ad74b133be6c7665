using Exchange.Benchmarks.Orders;
using Exchange.Ledger;

namespace Exchange.Benchmarks.Databases;

/// <summary>An empty database of one rig, and the ledgers that can be opened on it.</summary>
internal abstract class Database
{
    /// <summary>The ledger of the product.</summary>
    public abstract Task<ILedger> OpenAsync(LedgerOptions limits);

    /// <summary>A transaction for each order.</summary>
    public abstract Task<ILedger> OpenSingleAsync();

    /// <summary>The silo of the product on this database.</summary>
    public abstract Task<SiloProcess> StartSiloAsync();

    /// <summary>The same silo with a transaction for each order.</summary>
    public abstract Task<SiloProcess> StartSingleSiloAsync();

    /// <summary>Creations and redemptions that it holds.</summary>
    public abstract long CountOrders();

    protected const string OrdersText = "SELECT count(*) FROM entry WHERE kind IN (3, 4)";
}
