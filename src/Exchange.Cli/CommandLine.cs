using System.CommandLine;
using System.CommandLine.Invocation;
using Exchange.Cli.Commands;

namespace Exchange.Cli;

/// <summary>The program as a whole: its commands, and what becomes of a line that makes no sense.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs one command line; returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        // A response file would turn an argument such as @alice into the content of a file.
        var parsed = Root().Parse(args.Length == 0 ? ["--help"] : args,
            new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is not null and not ParseErrorAction)
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,

                // From a signal to the end of what it ends: a machine that is busy takes long to close a connection.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
            });
        }

        var problem = parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not understood"
            : parsed.Errors.Count > 0 ? parsed.Errors[0].Message.TrimEnd('.')
            : "there is nothing to do";
        return Failure.Usage($"{problem} (see `{PathOf(parsed.CommandResult.Command)} --help`)");
    }

    /// <summary>All commands, in the order in which the help lists them.</summary>
    private static RootCommand Root() => new("A client of the exchange for leveraged tokens.\n\n" +
        "Environment: EXCHANGE_ADDRESS (http://127.0.0.1:5080), EXCHANGE_TOKEN (who you are), EXCHANGE_DATA.\n" +
        "Exit codes: 0 done, 1 refused, 2 usage, 3 unavailable.")
    {
        Shared.Json,
        TokensCommand.Create(),
        WatchCommand.Create(),
        QuoteCommand.Create(),
        BuyCommand.Create(),
        SellCommand.Create(),
        OrderCommand.Create(),
        OrdersCommand.Create(),
        WalletCommand.Create(),
        EntriesCommand.Create(),
        DepositCommand.Create(),
        WithdrawCommand.Create(),
        RebalancesCommand.Create(),
        CreateTokenCommand.Create(),
        HaltCommand.Create(),
        ResumeCommand.Create(),
        RebalanceCommand.Create(),
        ClusterCommand.Create(),
        PublishCommand.Create(),
        FundingCommand.Create(),
        TokenCommand.Create(),
    };

    private static string PathOf(Command command) => command is RootCommand ? "exchange" : $"exchange {command.Name}";
}
