using Exchange.Contracts;
using Exchange.Domain.Orders;

namespace Exchange.Grains.Wallets;

/// <summary>
/// The orders of a wallet by the client's id: those under way, so that the same one twice at once is one, and the last
/// answers, so that repeating one costs nothing.
/// </summary>
internal sealed class OrderMemory(int limit)
{
    private readonly Dictionary<string, Task<Answer<Order>>> _orders = [];
    private readonly Queue<string> _done = new();

    /// <summary>An answer has been forgotten: what memory does not know may yet have happened.</summary>
    public bool HasForgotten { get; private set; }

    public bool TryGet(string clientOrderId, out Task<Answer<Order>> order) =>
        _orders.TryGetValue(clientOrderId, out order!);

    /// <summary>
    /// Runs an order as the one of its id; a refusal is not remembered, so the id may be tried again.
    /// </summary>
    public Task<Answer<Order>> Run(string clientOrderId, Func<Task<Answer<Order>>> place)
    {
        var completion = new TaskCompletionSource<Answer<Order>>();
        _orders.Add(clientOrderId, completion.Task);
        return Finish(clientOrderId, place, completion);
    }

    private async Task<Answer<Order>> Finish(
        string clientOrderId, Func<Task<Answer<Order>>> place, TaskCompletionSource<Answer<Order>> completion)
    {
        try
        {
            var answer = await place();
            if (answer.IsRefused)
            {
                _orders.Remove(clientOrderId);
            }
            else
            {
                Remember(clientOrderId);
            }

            completion.SetResult(answer);
            return answer;
        }
        catch (Exception exception)
        {
            _orders.Remove(clientOrderId);
            completion.SetException(exception);
            _ = completion.Task.Exception; // whoever waits beside us sees it; nobody need wait
            throw;
        }
    }

    private void Remember(string clientOrderId)
    {
        _done.Enqueue(clientOrderId);
        if (_done.Count > limit)
        {
            _orders.Remove(_done.Dequeue());
            HasForgotten = true;
        }
    }
}
