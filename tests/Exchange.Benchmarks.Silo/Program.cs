using System.Runtime.InteropServices;
using Exchange.Benchmarks.Silo;
using Exchange.Domain.Tokens;
using Exchange.Feeds;
using Exchange.Ledger;
using Exchange.Silo;

// The silo of the product with something to measure it by: a ledger that keeps nothing, the most that gateway and
// grains could carry; a transaction for each order; or what a way of its own adds. A program of its own, so that nobody
// who runs an exchange can come upon it.
if (args is not [var dataPath, .. var rest] || rest.Length > 2)
{
    await Console.Error.WriteLineAsync(
        "exchange-benchmarks-silo: takes a data folder, how to connect to PostgreSQL if each order is to be a "
        + "transaction, and the name of a way if orders are to go that way instead");
    return 2;
}

var connection = rest.ElementAtOrDefault(0);
var name = rest.ElementAtOrDefault(1);
Way? way = null;
if (name is not null && !Ways.All.TryGetValue(name, out way))
{
    await Console.Error.WriteLineAsync($"exchange-benchmarks-silo: no way {name} on this stack");
    return 2;
}

var options = new SiloOptions(
    0,
    dataPath,
    new FeedOptions { Kind = "none" },
    [],
    TokenTerms.StalenessLimitSecondsDefault,
    true,
    new LedgerOptions(),
    connection);
using var stop = new CancellationTokenSource();
using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.Cancel();
});
return await ExchangeHost.Run(
    options,
    stop.Token,
    way is { KeepsLedger: true }
        ? null
        : _ => connection is null || way is not null
            ? Task.FromResult<ILedger>(new ForgetfulLedger())
            : TransactionLedger.OpenAsync(connection),
    way is null ? null : builder => way.Extend(builder, connection!));
