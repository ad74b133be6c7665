using System.CommandLine;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>halt</c>: stops the orders of a token.</summary>
internal static class HaltCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var symbol = Shared.Symbol();
        var reason = new Option<string>("--reason") { Description = "Why, for people." };
        return new Command("halt", "Stop the orders of a token (operator).") { symbol, reason }.Does(async call =>
        {
            var request = new HaltTokenRequest { Symbol = call.Get(symbol), Reason = call.Get(reason) };
            var answer = await call.Operator.HaltTokenAsync(request, call.Options);
            return call.Show(answer, printer => TokensCommand.Draw(printer, answer.Token));
        });
    }
}
