using Exchange.Benchmarks.Silo;
using Exchange.Domain.Tokens;
using Exchange.Feeds;
using Exchange.Ledger;
using Exchange.Silo;

// The silo of the product with a ledger that keeps nothing: the most that gateway and grains could carry. A program of
// its own, so that nobody who runs an exchange can come upon it.
if (args is not [var dataPath])
{
    await Console.Error.WriteLineAsync("exchange-benchmarks-silo: takes one data folder and nothing else");
    return 2;
}

var options = new SiloOptions(
    0,
    dataPath,
    new FeedOptions { Kind = "none" },
    [],
    TokenTerms.StalenessLimitSecondsDefault,
    true,
    new LedgerOptions());
return await ExchangeHost.Run(
    options, CancellationToken.None, _ => Task.FromResult<ILedger>(new ForgetfulLedger()));
