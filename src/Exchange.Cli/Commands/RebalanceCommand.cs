using System.CommandLine;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>rebalance</c>: brings a token back to its target leverage now.</summary>
internal static class RebalanceCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var symbol = Shared.Symbol();
        var id = Shared.Id();
        return new Command("rebalance", "Bring a token back to its target leverage (operator).") { symbol, id }
            .Does(async call =>
            {
                var request = new RebalanceTokenRequest { Symbol = call.Get(symbol), RebalanceId = call.IdOrNew(id) };
                var answer = await call.Operator.RebalanceTokenAsync(request, call.Options);
                return call.Show(answer, printer => RebalancesCommand.Draw(printer, answer.Rebalance));
            });
    }
}
