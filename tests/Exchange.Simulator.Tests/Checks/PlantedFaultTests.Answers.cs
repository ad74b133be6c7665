using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Simulator.Checks;

namespace Exchange.Simulator.Tests.Checks;

/// <summary>Answers that were given, and what the ledger says.</summary>
public sealed partial class PlantedFaultTests
{
    [Fact]
    public void An_acknowledged_order_that_is_not_in_the_ledger_is_found()
    {
        _run.Entries.RemoveAt(IndexOf(EntryKind.Redemption));
        AssertFound(new OrderCheck(), "order o2 of alice was acknowledged");
    }

    [Fact]
    public void An_acknowledged_order_that_differs_in_one_digit_is_found()
    {
        var at = _run.Orders.FindIndex(attempt => attempt.Order is not null);
        var order = _run.Orders[at].Order!;
        order = order with { Fill = order.Fill! with { Quote = order.Fill.Quote + Part } };
        _run.Orders[at] = _run.Orders[at] with { Order = order };
        AssertFound(new OrderCheck(), "was acknowledged as");
    }

    [Fact]
    public void An_order_that_is_filled_twice_is_found()
    {
        var again = _run.Entries[IndexOf(EntryKind.Creation)];
        _run.Entries.Add(again);
        AssertFound(new OrderCheck(), "order o1 of alice has 2 entries");
    }

    [Fact]
    public void An_order_that_was_refused_and_happened_is_found_unless_calls_are_repeated()
    {
        var at = _run.Orders.FindIndex(attempt => attempt.Order is not null);
        _run.Orders[at] = _run.Orders[at] with { Order = null, Refusal = Refusal.StalePrice };
        AssertFound(new OrderCheck(), "was refused (StalePrice)");
        _run.CallsAreRepeated = true;
        Assert.Null(new OrderCheck().Find(_run));
    }

    [Fact]
    public void An_order_that_is_refused_after_it_was_acknowledged_is_found()
    {
        var first = _run.Orders[0];
        var later = first.AnsweredAt!.Value.AddSeconds(1);
        _run.Orders.Add(first with { SentAt = later, AnsweredAt = later, Refusal = Refusal.TokenHalted, Order = null });
        AssertFound(new OrderCheck(), "and at 2026-03-01T22:00:01.0000000+00:00 TokenHalted");
    }

    [Fact]
    public void An_order_that_nobody_sent_is_found()
    {
        _run.Orders.RemoveAt(0);
        AssertFound(new OrderCheck(), "nobody asked for it");
    }

    [Fact]
    public void An_order_that_was_said_to_be_void_and_happened_is_found()
    {
        _run.Orders[0] = _run.Orders[0] with { Order = null, Refusal = Refusal.OrderVoided };
        AssertFound(new OrderCheck(), "was said to be void and has Creation");
    }

    [Fact]
    public void A_transfer_of_another_amount_or_of_none_is_found()
    {
        var first = _run.Transfers[0];
        _run.Transfers[0] = first with { View = first.View! with { Value = Amount.One } };
        AssertFound(new TransferCheck(), "was acknowledged with 1");
        _run.Transfers[0] = first with { View = null, Refusal = Refusal.Overloaded };
        AssertFound(new TransferCheck(), "was refused (Overloaded)");
        _run.Transfers.RemoveAt(0);
        AssertFound(new TransferCheck(), "nobody asked for that");
    }

    [Fact]
    public void An_operation_that_was_acknowledged_and_is_not_there_is_found()
    {
        _run.Entries.RemoveAt(IndexOf(EntryKind.Funding));
        AssertFound(new OperationCheck(), "is not in the ledger");
    }
}
