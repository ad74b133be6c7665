using Exchange.Benchmarks.Silo;
using Exchange.Domain.Tokens;
using Exchange.Feeds;
using Exchange.Ledger;
using Exchange.Silo;

// The silo of the product with a ledger to measure it by: one that keeps nothing, the most that gateway and grains
// could carry; or a transaction for each order. A program of its own, so that nobody who runs an exchange can come upon
// it.
if (args is not [var dataPath, .. var rest] || rest.Length > 1)
{
    await Console.Error.WriteLineAsync(
        "exchange-benchmarks-silo: takes a data folder, and how to connect if each order is to be a transaction");
    return 2;
}

var connection = rest.FirstOrDefault();
var options = new SiloOptions(
    0,
    dataPath,
    new FeedOptions { Kind = "none" },
    [],
    TokenTerms.StalenessLimitSecondsDefault,
    true,
    new LedgerOptions(),
    connection);
return await ExchangeHost.Run(
    options,
    CancellationToken.None,
    _ => connection is null
        ? Task.FromResult<ILedger>(new ForgetfulLedger())
        : TransactionLedger.OpenAsync(connection));
