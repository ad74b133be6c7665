using System.CommandLine;
using Exchange.Cli.Client;

namespace Exchange.Cli;

/// <summary>How much an order is for: quote currency or units, exactly one of them.</summary>
internal sealed class Quantity
{
    private readonly Option<string> _quote = new("--quote")
    {
        Description = "Quote currency: to pay in all (buy), to receive at least (sell).",
    };

    private readonly Option<string> _units = new("--units") { Description = "Units to buy or sell." };

    private readonly Argument<string>? _amount;

    private Quantity(Command command, bool positional)
    {
        if (positional)
        {
            _amount = new Argument<string>("AMOUNT")
            {
                Description = "The same as --quote.",
                Arity = ArgumentArity.ZeroOrOne,
            };
            command.Add(_amount);
        }

        command.Add(_quote);
        command.Add(_units);
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="positional">True if a bare amount of quote currency is taken as well.</param>
    public static Quantity AddTo(Command command, bool positional) => new(command, positional);

    /// <summary>Reads what was given; one of the two is null.</summary>
    public (string? Quote, string? Units) Read(Call call)
    {
        var bare = _amount is null ? "" : call.Get(_amount);
        var quote = call.Get(_quote);
        var units = call.Get(_units);
        var given = (bare.Length > 0 ? 1 : 0) + (quote.Length > 0 ? 1 : 0) + (units.Length > 0 ? 1 : 0);
        if (given != 1)
            throw new UsageException("say how much, once: --quote for quote currency or --units for units");
        return units.Length > 0 ? (null, units) : (quote.Length > 0 ? quote : bare, null);
    }
}
