using Exchange.Contracts.Markets;
using Exchange.Contracts.Tokens;
using Exchange.Contracts.Wallets;
using Exchange.Domain.Ledger;
using Exchange.Domain.Markets;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;
using Exchange.Feeds.Clock;
using Exchange.Grains;
using Exchange.Ledger;
using Exchange.Ledger.Sqlite;
using Exchange.Ledger.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Hosting;

namespace Exchange.Grains.Tests.Support;

/// <summary>One silo with a real ledger in a folder of its own and a clock that a test moves.</summary>
internal sealed class TestExchange : IAsyncDisposable
{
    public const string Market = "BTC-USD";

    private readonly IHost _host;
    private readonly bool _ownsFolder;

    private TestExchange(IHost host, FaultyLedger ledger, ReplayClock clock, string folder, bool ownsFolder)
    {
        (_host, Ledger, Clock, Folder, _ownsFolder) = (host, ledger, clock, folder, ownsFolder);
    }

    public ReplayClock Clock { get; }

    public string Folder { get; }

    public FaultyLedger Ledger { get; }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<TestExchange> Start(
        string? folder = null, DateTimeOffset? at = null, FlakyStorage? storage = null)
    {
        var path = folder ?? Directory.CreateTempSubdirectory("exchange-grains-").FullName;
        var clock = new ReplayClock(at ?? new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var sqlite = await SqliteLedger.OpenAsync(Path.Combine(path, "ledger.db"), new LedgerOptions(), clock);
        var ledger = new FaultyLedger(sqlite);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, clock);
        builder.Services.AddSingleton<ILedger>(ledger);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next());
            silo.Services.AddGrainStorage(GrainStorage.Name, (_, _) => storage ?? new FlakyStorage());
            silo.UseInMemoryReminderService();
        });
        var host = builder.Build();
        await host.StartAsync();
        return new TestExchange(host, ledger, clock, path, folder is null);
    }

    /// <summary>One with a token, a mark, and a wallet that has 1000.</summary>
    public static async Task<TestExchange> Prepared()
    {
        var exchange = await Start();
        await exchange.List("BTC3L", 3);
        await exchange.Mark("60000");
        await exchange.Fund("alice", "1000");
        return exchange;
    }

    public IWalletGrain Wallet(string id) => Grains.GetGrain<IWalletGrain>(id);

    public ITokenGrain Token(string symbol) => Grains.GetGrain<ITokenGrain>(symbol);

    public async Task<TokenTerms> List(string symbol, int leverage, Func<TokenTerms, TokenTerms>? change = null)
    {
        var terms = TokenTerms.Usual(symbol, Market, Amount.FromInteger(leverage));
        terms = change?.Invoke(terms) ?? terms;
        var answer = await Token(symbol).Create(terms);
        Assert.False(answer.IsRefused, answer.Refusal.ToString());
        return terms;
    }

    public Task<PublishView> Mark(string price) => Grains.GetGrain<IMarketFeedGrain>(Market)
        .Publish([new PriceTick(Market, Amount.Parse(price), Clock.GetUtcNow(), 0, "test")]);

    public async Task Fund(string wallet, string amount)
    {
        var request = new TransferRequest($"fund-{wallet}-{amount}", "USDT", Amount.Parse(amount));
        Assert.False((await Wallet(wallet).Deposit(request)).IsRefused);
    }

    /// <summary>Pays in as an activation elsewhere would.</summary>
    public async Task DepositElsewhere(string wallet, string id, string amount)
    {
        var postings = new PostingList()
            .Move(Accounts.External, Accounts.Wallet(wallet), Accounts.QuoteAsset, Amount.Parse(amount))
            .ToList();
        var entry = new Entry(
            EntryId.OfDeposit(wallet, id), EntryKind.Deposit, Clock.GetUtcNow(), wallet, null, id, postings, "");
        Assert.Equal(CommitOutcome.Committed, (await Ledger.CommitAsync(new Commit(entry))).Outcome);
    }

    public static OrderRequest Buy(string wallet, string id, string symbol, string quote, string? limit = null) => new(
        wallet, id, symbol, Side.Buy, Amount.Parse(quote), null, limit is null ? null : Amount.Parse(limit));

    public static OrderRequest Sell(string wallet, string id, string symbol, Amount units) =>
        new(wallet, id, symbol, Side.Sell, null, units, null);

    public async Task<Amount> Balance(string wallet, string asset)
    {
        var view = await Wallet(wallet).Get();
        return view.Balances.FirstOrDefault(balance => balance.Asset == asset)?.Total ?? Amount.Zero;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Ledger.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, true);
        }
    }
}
