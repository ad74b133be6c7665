using Exchange.Contracts;
using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Orders;
using Exchange.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Exchange.Grains.Wallets;

/// <summary>
/// One wallet. Reentrant: hundreds of its orders may be under way, and holds, taken and released in stretches without
/// an await, keep them from spending the same money. The ledger has the last word.
/// </summary>
[RandomPlacement] // by the hundred thousand and all alike: chance spreads them evenly and asks no silo how it is
[Reentrant]
public sealed partial class WalletGrain : Grain, IWalletGrain
{
    /// <summary>An activation begins with the orders among so many of the last entries, as done.</summary>
    private const int EntriesRecalled = 64;

    private static readonly EntryKind[] OrderKinds = [EntryKind.Creation, EntryKind.Redemption, EntryKind.Void];

    private readonly WalletBook _book;
    private readonly TimeProvider _clock;
    private readonly ILedger _ledger;
    private readonly OrderMemory _orders;
    private readonly Func<OrderRequest, Task<Answer<Order>>> _place;
    private readonly TimeProvider _time;
    private readonly Dictionary<EntryId, Task<Answer<TransferView>>> _transfers = [];
    private readonly string _walletId;

    private bool _looksFirst;
    private bool _reloadWanted;
    private int _underWay;

    public WalletGrain(
        ILedger ledger,
        IOptions<ExchangeOptions> options,
        [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
        TimeProvider time)
    {
        _walletId = this.GetPrimaryKeyString();
        _book = new WalletBook(_walletId);
        _ledger = ledger;
        _clock = clock;
        _time = time;
        _orders = new OrderMemory(options.Value.OrdersRemembered);
        _place = Place;
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _book.Replace(await _ledger.LoadWalletAsync(_walletId, cancellationToken));

        // Whoever lost an answer with the last activation repeats one of these.
        var last = await _ledger.ListEntriesAsync(
            new EntryQuery(_walletId, null, [], 0, EntriesRecalled), cancellationToken);
        foreach (var order in last.Where(entry => OrderKinds.Contains(entry.Entry.Kind)))
        {
            _orders.Remember(order.Entry.Cause);
        }
    }

    public async Task<WalletView> Get()
    {
        await Refresh();
        return _book.View();
    }

    public Task<Answer<Order>> GetOrder(string clientOrderId) =>
        FindOrder(EntryId.OfOrder(_walletId, clientOrderId));

    public Task<Answer<Order>> GetOrderById(string orderId) => EntryId.TryParse(orderId, out var id)
        ? FindOrder(id)
        : Task.FromResult(Answer<Order>.Refuse(Refusal.UnknownOrder));

    public async Task<OrderPage> ListOrders(string? symbol, long before, int limit)
    {
        var entries = await _ledger.ListEntriesAsync(new EntryQuery(_walletId, symbol, OrderKinds, before, limit));
        var orders = entries.Select(entry => Details.ReadOrder(entry.Entry)).OfType<Order>();
        return new OrderPage([.. orders], entries.Count == limit ? entries[^1].Sequence : 0);
    }

    public async Task<EntryPage> ListEntries(long before, int limit)
    {
        var entries = await _ledger.ListEntriesAsync(new EntryQuery(_walletId, null, [], before, limit));
        return new EntryPage(
            [.. entries.Select(entry => new EntryView(entry.Sequence, entry.Entry))],
            entries.Count == limit ? entries[^1].Sequence : 0);
    }

    private async Task<Answer<Order>> FindOrder(EntryId id)
    {
        var found = await _ledger.FindEntryAsync(id);
        return found is not null && found.Entry.WalletId == _walletId && Details.ReadOrder(found.Entry) is { } order
            ? Answer<Order>.Of(order)
            : Answer<Order>.Refuse(Refusal.UnknownOrder);
    }

    // Reads the book anew when something happened to the wallet that did not pass through here.
    private async ValueTask Refresh()
    {
        if (_reloadWanted || (_book.HasGap && _underWay == 0))
        {
            await Reload();
        }
    }

    private async Task Reload()
    {
        // Wanted once more by whatever goes wrong while it is read.
        _reloadWanted = false;
        try
        {
            while (!_book.Replace(await _ledger.LoadWalletAsync(_walletId)))
            {
                // An order was answered meanwhile that it does not know of.
            }
        }
        catch
        {
            _reloadWanted = true;
            throw;
        }
    }
}
