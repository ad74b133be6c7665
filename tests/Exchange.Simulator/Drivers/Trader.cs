using Exchange.Contracts;
using Exchange.Contracts.Tokens;
using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Simulator.Checks;
using Exchange.Simulator.Workload;

namespace Exchange.Simulator.Drivers;

/// <summary>Does what its plan says, as its temper has it.</summary>
internal sealed class Trader(
    TraderPlan plan, Gateways gateways, RunRecord record, Func<string, Amount?> lastNav, Chance chance)
{
    private readonly List<OrderRequest> _sent = [];
    private readonly Dictionary<string, Amount> _units = [];

    /// <summary>Orders and transfers whose answer is not known yet.</summary>
    public int Open { get; private set; }

    public string WalletId => plan.WalletId;

    /// <summary>Completes when every step is done and every answer is known.</summary>
    public async Task Run(DateTimeOffset start)
    {
        var under = new List<Task>();
        foreach (var step in plan.Steps)
        {
            var wait = start + step.At - gateways.Clock.GetUtcNow();
            if (wait > TimeSpan.Zero) await Task.Delay(wait, gateways.Clock);
            var done = Do(step);
            if (plan.Temper == Temper.Honest) await done;
            else under.Add(done);
        }

        await Task.WhenAll(under);
    }

    /// <summary>Whether nothing but trying again makes sense.</summary>
    private static bool IsPassing(Refusal refusal) => refusal is
        Refusal.Overloaded or Refusal.LedgerUnavailable or Refusal.OutcomeUnknown;

    private Task Do(TraderStep step) => step.Act switch
    {
        TraderAct.Deposit or TraderAct.Withdraw => Transfer(step),
        TraderAct.Quote => gateways.Call(grains => grains.GetGrain<ITokenGrain>(step.Symbol)
            .Quote(Request(step, Side.Buy, step.Value, null))),
        TraderAct.Look => gateways.Call(grains => grains.GetGrain<IWalletGrain>(WalletId).Get()),
        TraderAct.Repeat => _sent.Count == 0 ? Task.CompletedTask : Send(Earlier(step)),
        _ => Send(Order(step)),
    };

    private async Task Send(OrderRequest request)
    {
        Open++;
        _sent.Add(request);
        if (plan.Temper == Temper.Hasty && chance.Hits(0.3)) _ = Place(request, _ => true);
        await Place(request, answer => !IsPassing(answer.Refusal));
        Open--;
    }

    private async Task Place(OrderRequest request, Func<Answer<Order>, bool> isFinal)
    {
        var answer = await gateways.CallUntil(
            grains => grains.GetGrain<IWalletGrain>(WalletId).PlaceOrder(request),
            isFinal,
            (sentAt, came) => record.Orders.Add(new OrderAttempt(
                request, sentAt, came is null ? null : gateways.Clock.GetUtcNow(), came?.Refusal ?? Refusal.None,
                came?.Value)));
        if (answer.Value?.Fill is not { } fill) return;
        var units = request.Side == Side.Buy ? fill.Units : -fill.Units;
        _units[request.Symbol] = _units.GetValueOrDefault(request.Symbol) + units;
    }

    private async Task Transfer(TraderStep step)
    {
        Open++;
        var request = new TransferRequest(step.Id, Accounts.QuoteAsset, step.Value);
        var isDeposit = step.Act == TraderAct.Deposit;
        await gateways.CallUntil(
            grains =>
            {
                var wallet = grains.GetGrain<IWalletGrain>(WalletId);
                return isDeposit ? wallet.Deposit(request) : wallet.Withdraw(request);
            },
            answer => !IsPassing(answer.Refusal),
            (sentAt, came) => record.Transfers.Add(new TransferAttempt(
                WalletId, isDeposit, request, sentAt, came is null ? null : gateways.Clock.GetUtcNow(),
                came?.Refusal ?? Refusal.None, came?.Value)));
        Open--;
    }

    private OrderRequest Order(TraderStep step)
    {
        var known = _units.GetValueOrDefault(step.Symbol);
        return step.Act switch
        {
            TraderAct.BuyQuote => Request(step, Side.Buy, step.Value, null),
            TraderAct.BuyUnits => Request(step, Side.Buy, null, step.Value),
            TraderAct.SellUnits => Request(step, Side.Sell, null, step.Value),
            TraderAct.SellShare => Request(step, Side.Sell, null, known.MultiplyDown(step.Value)),
            TraderAct.SellProceeds => Request(step, Side.Sell, step.Value, null),
            TraderAct.Reuse when _sent.Count > 0 =>
                Request(step with { Id = Earlier(step).ClientOrderId }, Side.Buy, step.Value, null),
            _ => Request(step, Side.Buy, step.Value, null),
        };
    }

    private OrderRequest Earlier(TraderStep step) =>
        _sent[(int)((ulong)step.Value.Parts % (ulong)_sent.Count)];

    private OrderRequest Request(TraderStep step, Side side, Amount? quote, Amount? units) => new(
        WalletId,
        step.Id,
        step.Symbol,
        side,
        quote,
        units,
        step.LimitShare is { } share && lastNav(step.Symbol) is { } nav ? nav.MultiplyDown(share) : null);
}
