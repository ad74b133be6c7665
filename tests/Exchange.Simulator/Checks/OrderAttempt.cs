using Exchange.Domain;
using Exchange.Domain.Orders;

namespace Exchange.Simulator.Checks;

/// <summary>One time that somebody sent an order, and what came back.</summary>
/// <param name="SentAt">By the clock of the run.</param>
/// <param name="AnsweredAt">Null: nothing came back, or an exception.</param>
/// <param name="Refusal">None if it was acknowledged, or if nothing came back.</param>
/// <param name="Order">As it was acknowledged; else null.</param>
internal sealed record OrderAttempt(
    OrderRequest Request, DateTimeOffset SentAt, DateTimeOffset? AnsweredAt, Refusal Refusal, Order? Order);
