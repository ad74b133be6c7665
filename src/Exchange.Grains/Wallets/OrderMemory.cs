using Exchange.Contracts;
using Exchange.Domain;
using Exchange.Domain.Orders;

namespace Exchange.Grains.Wallets;

/// <summary>
/// The orders of a wallet: those under way by the client's id, so that the same one twice at once is one, and of the
/// last ones done that they were, so that one that is repeated is looked for in the ledger first. Of those only a
/// number is kept: answers kept by the thousand would cost every order more in collecting garbage than reading back
/// costs the few that are repeated.
/// </summary>
internal sealed class OrderMemory(int limit)
{
    private readonly Queue<int> _ages = new();
    private readonly HashSet<int> _done = [];
    private readonly Dictionary<string, Task<Answer<Order>>> _underWay = [];

    public bool TryGetUnderWay(string clientOrderId, out Task<Answer<Order>> order) =>
        _underWay.TryGetValue(clientOrderId, out order!);

    /// <summary>Whether it is one of the last ones done: true of all of those, and of few others.</summary>
    public bool MayBeDone(string clientOrderId) => _done.Contains(NumberOf(clientOrderId));

    /// <summary>
    /// Runs an order as the one of its id; a refusal is not remembered, so the id may be tried again.
    /// </summary>
    public Task<Answer<Order>> Run(OrderRequest request, Func<OrderRequest, Task<Answer<Order>>> place)
    {
        var order = Finish(request, place);
        if (!order.IsCompleted)
        {
            _underWay.Add(request.ClientOrderId, order);
        }

        return order;
    }

    /// <summary>Counts an order among the last ones done.</summary>
    public void Remember(string clientOrderId)
    {
        var number = NumberOf(clientOrderId);
        if (!_done.Add(number))
        {
            return;
        }

        _ages.Enqueue(number);
        if (_ages.Count > limit)
        {
            _done.Remove(_ages.Dequeue());
        }
    }

    private async Task<Answer<Order>> Finish(OrderRequest request, Func<OrderRequest, Task<Answer<Order>>> place)
    {
        try
        {
            var answer = await place(request);
            if (!answer.IsRefused || answer.Refusal is Refusal.OrderVoided or Refusal.OutcomeUnknown)
            {
                Remember(request.ClientOrderId);
            }

            return answer;
        }
        catch
        {
            Remember(request.ClientOrderId);
            throw;
        }
        finally
        {
            _underWay.Remove(request.ClientOrderId);
        }
    }

    // Two ids of one number cost a look into the ledger, no more.
    private static int NumberOf(string clientOrderId) => clientOrderId.GetHashCode(StringComparison.Ordinal);
}
