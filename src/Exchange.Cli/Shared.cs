using System.CommandLine;
using Exchange.Cli.Client;

namespace Exchange.Cli;

/// <summary>Arguments and options that several commands have in common, spelled and explained once.</summary>
internal static class Shared
{
    /// <summary>Answers for programs instead of people.</summary>
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print JSON, one object a line, as protobuf maps it.",
        Recursive = true,
    };

    /// <summary>A token.</summary>
    public static Argument<string> Symbol() => new("SYMBOL") { Description = "The token, such as BTC3L." };

    /// <summary>A market.</summary>
    public static Argument<string> Market() => new("MARKET") { Description = "The market, such as BTC-USD." };

    /// <summary>A wallet that is the caller's own if it is not named.</summary>
    public static Argument<string> Wallet() => new("WALLET")
    {
        Description = "The wallet. Default: your own.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The same as an option.</summary>
    public static Option<string> WalletOption() => new("--wallet") { Description = "The wallet. Default: your own." };

    /// <summary>The id that makes a repetition harmless.</summary>
    public static Option<string> Id() => new("--id")
    {
        Description = "Your id for it: the same id again does nothing and gives the first answer. Default: a new one.",
    };

    /// <summary>The asset of a transfer.</summary>
    public static Option<string> Asset() => new("--asset")
    {
        Description = "The asset.",
        DefaultValueFactory = _ => "USDT",
    };

    /// <summary>How many rows a list has at most.</summary>
    public static Option<int> Count() => new("--count")
    {
        Description = "At most so many, the newest first.",
        DefaultValueFactory = _ => 20,
        Validators = { result => Positive(result) },
    };

    /// <summary>Gives a command its body.</summary>
    public static Command Does(this Command command, Func<Call, Task<int>> body)
    {
        command.SetAction((parsed, stopping) => Call.RunAsync(parsed, body, stopping));
        return command;
    }

    /// <summary>Refuses a number below one.</summary>
    public static void Positive(System.CommandLine.Parsing.OptionResult result)
    {
        if (result.Errors.Any() || result.GetValueOrDefault<int>() > 0)
            return;
        result.AddError("--count must be more than zero.");
    }
}
