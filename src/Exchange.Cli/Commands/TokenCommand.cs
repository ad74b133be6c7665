using System.CommandLine;
using System.Text.Json;
using Exchange.Cli.Tokens;

namespace Exchange.Cli.Commands;

/// <summary><c>token</c>: mints a bearer token with the development key of a silo on this machine.</summary>
internal static class TokenCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var subject = new Option<string>("--sub") { Description = "Who: the wallet id of a trader.", Required = true };
        var role = new Option<string>("--role") { Description = string.Join(" | ", Jwt.Roles), Required = true };
        var lifetime = new Option<string>("--ttl")
        {
            Description = "How long it is good for: 90s, 30m, 12h, 7d.",
            DefaultValueFactory = _ => "12h",
        };
        var data = new Option<string>("--data")
        {
            Description = "The data folder of the silo. Default: EXCHANGE_DATA, or exchange in XDG_DATA_HOME.",
        };
        var command = new Command("token", "Print a bearer token, minted with the development key of a silo here.")
        {
            subject, role, lifetime, data,
        };
        command.SetAction(parsed =>
        {
            try
            {
                var good = Lifetime.Parse(parsed.GetRequiredValue(lifetime));
                var key = DevelopmentKey.Find(parsed.GetValue(data));
                var token = Jwt.Mint(key, parsed.GetRequiredValue(subject), parsed.GetRequiredValue(role),
                    TimeProvider.System.GetUtcNow(), good);
                Console.Out.WriteLine(parsed.GetValue(Shared.Json) ? JsonSerializer.Serialize(new { token }) : token);
                return ExitCode.Done;
            }
            catch (UsageException fault)
            {
                return Failure.Usage(fault.Message);
            }
        });
        return command;
    }
}
