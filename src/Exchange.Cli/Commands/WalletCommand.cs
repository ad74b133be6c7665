using System.CommandLine;
using Exchange.Cli.Output;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>wallet</c>: what a wallet holds.</summary>
internal static class WalletCommand
{
    private static readonly Column[] Columns =
    [
        Column.Word("ASSET"), Column.Number("TOTAL"), Column.Number("HELD"), Column.Number("AVAILABLE"),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var wallet = Shared.Wallet();
        return new Command("wallet", "Show the balances of a wallet.") { wallet }.Does(async call =>
        {
            var request = new GetWalletRequest { WalletId = call.Get(wallet) };
            var answer = await call.Wallets.GetWalletAsync(request, call.Options);
            return call.Show(answer, printer => Draw(printer, answer.Wallet));
        });
    }

    /// <summary>Prints the balances of a wallet.</summary>
    public static void Draw(Printer printer, Wallet wallet)
    {
        printer.Details(("wallet", wallet.WalletId));
        printer.Table(Columns, wallet.Balances.Select(balance =>
            new[] { balance.Asset, balance.Total, balance.Held, balance.Available }));
    }

    /// <summary>Prints a transfer and the wallet after it.</summary>
    public static void Draw(Printer printer, Transfer transfer, Wallet wallet)
    {
        printer.Details(
            ("id", transfer.TransferId),
            ("entry", transfer.EntryId),
            ("amount", $"{transfer.Amount} {transfer.Asset}"),
            ("time", Cells.Time(transfer.Time)));
        Draw(printer, wallet);
    }
}
