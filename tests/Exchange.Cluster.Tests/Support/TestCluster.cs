using System.Collections.Concurrent;
using Exchange.Cluster.Tests.Stacks;
using Exchange.Contracts.Markets;
using Exchange.Contracts.Tokens;
using Exchange.Contracts.Wallets;
using Exchange.Domain.Markets;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;
using Exchange.Feeds.Clock;
using Exchange.Grains;
using Exchange.Ledger;
using Exchange.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;
using Orleans.Reminders;

namespace Exchange.Cluster.Tests.Support;

/// <summary>
/// The exchange on any number of silos: each with a writer of its own on one PostgreSQL, grain state and reminders in
/// it, and a clock of all grains that a test moves.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    public const string Market = "BTC-USD";
    public const string Symbol = "BTC3L";

    private readonly ConcurrentBag<ILedger> _ledgers;

    private TestCluster(ConcurrentBag<ILedger> ledgers, SiloSet silos, ReplayClock clock) =>
        (_ledgers, Set, Clock) = (ledgers, silos, clock);

    public SiloSet Set { get; }

    public ReplayClock Clock { get; }

    public IGrainFactory Client => Set.Client;

    /// <summary>Any silo's ledger.</summary>
    public ILedger Ledger => _ledgers.First();

    /// <summary>One with a token, a mark, and no money.</summary>
    /// <param name="reminders">The clock of reminders; null: the wall's.</param>
    /// <param name="kills">Whether the test kills silos, which are then to be found dead in seconds.</param>
    public static async Task<TestCluster> Start(
        ServerFixture postgres, int silos, TimeProvider? reminders = null, bool kills = false)
    {
        var connection = postgres.Server.MakeDatabase();
        var database = new PostgresGrainDatabase(connection);
        await database.Prepare();
        await PostgresLedger.MigrateAsync(connection);
        var clock = new ReplayClock(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var ledgers = new ConcurrentBag<ILedger>();
        var set = await SiloSet.Start(
            silos,
            kills,
            services =>
            {
                services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, clock);
                services.AddKeyedSingleton(ReminderTimeProviderNames.Reminders, reminders ?? TimeProvider.System);

                // Opened here and not by the first grain that asks: it would wait for itself on its own turn.
                var ledger = Task.Run(() => PostgresLedger.OpenAsync(connection, new LedgerOptions())).Result;
                ledgers.Add(ledger);
                services.AddSingleton<ILedger>(ledger);
            },
            silo =>
            {
                database.AddStorage(silo, GrainStorage.Name);
                silo.UseAdoNetReminderService((AdoNetReminderTableOptions options) => database.Configure(options));
            });
        var cluster = new TestCluster(ledgers, set, clock);
        var terms = TokenTerms.Usual(Symbol, Market, Amount.FromInteger(3));
        Assert.False((await cluster.Token().Create(terms)).IsRefused);
        await cluster.Mark("60000");
        return cluster;
    }

    public ITokenGrain Token(IGrainFactory? at = null) => (at ?? Client).GetGrain<ITokenGrain>(Symbol);

    public IWalletGrain Wallet(string id, IGrainFactory? at = null) => (at ?? Client).GetGrain<IWalletGrain>(id);

    public Task<PublishView> Mark(string price) => Client.GetGrain<IMarketFeedGrain>(Market)
        .Publish([new PriceTick(Market, Amount.Parse(price), Clock.GetUtcNow(), 0, "test")]);

    public async Task Fund(string wallet, string amount) => Assert.False((await Wallet(wallet).Deposit(
        new TransferRequest($"fund-{amount}", "USDT", Amount.Parse(amount)))).IsRefused);

    public static OrderRequest Buy(string wallet, string id, string quote) =>
        new(wallet, id, Symbol, Side.Buy, Amount.Parse(quote), null, null);

    public static OrderRequest Sell(string wallet, string id, string units) =>
        new(wallet, id, Symbol, Side.Sell, null, Amount.Parse(units), null);

    public async Task<Amount> Balance(string wallet, string asset) => (await Wallet(wallet).Get())
        .Balances.FirstOrDefault(balance => balance.Asset == asset)?.Total ?? Amount.Zero;

    /// <summary>The ledger adds up.</summary>
    public async Task AssertAudited()
    {
        var report = await LedgerAudit.RunAsync(Ledger);
        Assert.True(report.IsClean, $"{report.FirstOffence}");
    }

    public async ValueTask DisposeAsync()
    {
        await Set.DisposeAsync();
        foreach (var ledger in _ledgers)
        {
            await ledger.DisposeAsync();
        }

        // Its database is done with, and so are the connections that are kept to it.
        NpgsqlConnection.ClearAllPools();
    }
}
