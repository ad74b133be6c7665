using Exchange.Cluster.Tests.Stacks;
using Exchange.Cluster.Tests.Support;
using Exchange.Domain.Ledger;
using Exchange.Ledger;

namespace Exchange.Cluster.Tests.Messages;

/// <summary>Whatever a silo says to another arrives as it was said.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Messages => [.. ContractTypes.Messages.Select(type => type.ToString())];

    [MessagesTheory]
    [MemberData(nameof(Messages))]
    public void A_message_arrives_as_it_was_sent(string name)
    {
        var type = ContractTypes.Messages.Single(each => each.ToString() == name);
        foreach (var isFull in new[] { true, false })
        {
            var sent = new Samples(isFull).Of(type);
            Assert.Equal(Described.Of(sent), Described.Of(Wire.RoundTrip(sent, type)));
        }
    }

    [MessagesTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_fault_of_the_ledger_arrives_as_one(bool outcomeKnown)
    {
        var sent = new LedgerException("away", outcomeKnown, new IOException("cause"));
        var arrived = Assert.IsAssignableFrom<LedgerFaultException>(Wire.RoundTrip(sent, typeof(Exception)));
        Assert.Equal("away", arrived.Message);
    }
}
