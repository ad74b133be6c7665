using System.CommandLine;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>buy</c>: buys a token at its net asset value.</summary>
internal static class BuyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => OrderEntry.Create("buy", "Buy a token.", Side.Buy);
}
