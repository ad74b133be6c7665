using Exchange.Gateway.Tests.Support;

namespace Exchange.Ledger.Tests;

/// <summary>What is measured of the writer says what it did.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class LedgerMetricsTests
{
    [Fact]
    public async Task Entries_are_counted_by_outcome_and_batches_measured()
    {
        using var folder = new TemporaryFolder();
        using var measured = new Measured(LedgerMetrics.MeterName);
        await using (var ledger = await SqliteLedger.OpenAsync(
            folder.File("ledger.db"), new LedgerOptions(), TimeProvider.System))
        {
            await ledger.CommitAsync(Make.Deposit("alice", "t-1", "100"));
            await ledger.CommitAsync(Make.Deposit("alice", "t-1", "100"));
            await ledger.CommitAsync(Make.Withdrawal("alice", "t-2", "101"));
        }

        Assert.Equal(1, measured.Sum("exchange.ledger.entries outcome=Committed"));
        Assert.Equal(1, measured.Sum("exchange.ledger.entries outcome=Duplicate"));
        Assert.Equal(1, measured.Sum("exchange.ledger.entries outcome=InsufficientFunds"));
        Assert.Equal(3, measured.Sum("exchange.ledger.batch.size"));
        Assert.Equal(3, measured.Count("exchange.ledger.commit.duration"));
        Assert.True(measured.Sum("exchange.ledger.commit.duration") > 0);
        Assert.Equal((0, 6), (measured.Sum("exchange.ledger.queue"), measured.Count("exchange.ledger.queue")));
    }
}
