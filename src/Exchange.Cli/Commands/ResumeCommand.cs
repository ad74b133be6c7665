using System.CommandLine;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>resume</c>: takes the orders of a halted token again.</summary>
internal static class ResumeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var symbol = Shared.Symbol();
        var command = new Command("resume", "Take the orders of a halted token again (operator).") { symbol };
        return command.Does(async call =>
        {
            var answer = await call.Operator.ResumeTokenAsync(
                new ResumeTokenRequest { Symbol = call.Get(symbol) }, call.Options);
            return call.Show(answer, printer => TokensCommand.Draw(printer, answer.Token));
        });
    }
}
