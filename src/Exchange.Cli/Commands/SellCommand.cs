using System.CommandLine;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>sell</c>: sells a token at its net asset value.</summary>
internal static class SellCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => OrderEntry.Create("sell", "Sell a token.", Side.Sell);
}
