using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Ledger;

namespace Exchange.EndToEnd.Tests.Support;

/// <summary>
/// Adds up a ledger by the simplest means there are, and has the exchange's audit do the same. A silo may run on it, as
/// long as it has nothing to do.
/// </summary>
internal static class Audits
{
    /// <summary>
    /// Every entry balances, every balance is the sum of its postings, every token state is what was posted.
    /// </summary>
    public static async Task<long> AssertClean(string folder) => await AssertClean(new Deployment(folder));

    /// <inheritdoc cref="AssertClean(string)"/>
    public static async Task<long> AssertClean(Deployment exchange)
    {
        await using var ledger = await exchange.OpenLedger();
        var count = await AssertSums(ledger);
        var (code, said) = await SiloProcess.Run(["audit", "--data", exchange.Folder, "--summary", .. exchange.Ledger]);
        Assert.True(code == 0, said);
        Assert.Contains($"entries   {count}\n", said, StringComparison.Ordinal);
        return count;
    }

    private static async Task<long> AssertSums(ISnapshotLedger open)
    {
        await using var ledger = await open.OpenSnapshotAsync();
        var sums = new Dictionary<(string Account, string Asset), Amount>();
        long count = 0;
        await foreach (var recorded in ledger.ReadEntriesAsync(0))
        {
            count++;
            recorded.Entry.AssertValid();
            foreach (var posting in recorded.Entry.Postings)
            {
                var key = (posting.Account, posting.Asset);
                sums[key] = sums.GetValueOrDefault(key) + posting.Value;
                Assert.True(!Accounts.IsNeverNegative(key.Account, key.Asset) || !sums[key].IsNegative, $"{key}");
            }
        }

        await foreach (var balance in ledger.ReadBalancesAsync())
        {
            sums.Remove((balance.Account, balance.Asset), out var sum);
            Assert.True(sum == balance.Value, $"{balance} is {sum} by its postings");
            sums[(balance.Account, balance.Asset)] = sum;
        }

        await foreach (var token in ledger.ReadTokensAsync())
        {
            var account = Accounts.Token(token.Symbol);
            var basket = token.State.Basket;
            Assert.Equal(basket.Collateral, sums.GetValueOrDefault((account, Accounts.QuoteAsset)));
            Assert.Equal(-basket.Units, sums.GetValueOrDefault((account, token.Symbol)));
            var position = sums.Where(pair => pair.Key.Account == account
                && pair.Key.Asset.EndsWith("-PERP", StringComparison.Ordinal));
            Assert.Equal(basket.Position, position.Aggregate(Amount.Zero, (sum, pair) => sum + pair.Value));
        }

        foreach (var asset in sums.GroupBy(pair => pair.Key.Asset))
        {
            Assert.Equal(Amount.Zero, asset.Aggregate(Amount.Zero, (sum, pair) => sum + pair.Value));
        }

        return count;
    }

    /// <summary>One balance.</summary>
    public static async Task<Amount> Balance(string folder, string account, string asset)
    {
        await using var ledger = await new Deployment(folder).OpenLedger();
        await foreach (var balance in ledger.ReadBalancesAsync())
        {
            if (balance.Account == account && balance.Asset == asset)
            {
                return balance.Value;
            }
        }

        return Amount.Zero;
    }
}
