using System.CommandLine;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>deposit</c>: pays into a wallet, as the operator.</summary>
internal static class DepositCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var wallet = new Argument<string>("WALLET") { Description = "The wallet." };
        var amount = new Argument<string>("AMOUNT") { Description = "How much." };
        var asset = Shared.Asset();
        var id = Shared.Id();
        return new Command("deposit", "Pay into a wallet (operator).") { wallet, amount, asset, id }.Does(async call =>
        {
            var request = new DepositRequest
            {
                WalletId = call.Get(wallet),
                TransferId = call.IdOrNew(id),
                Asset = call.Get(asset),
                Amount = call.Get(amount),
            };
            var answer = await call.Wallets.DepositAsync(request, call.Options);
            return call.Show(answer, printer => WalletCommand.Draw(printer, answer.Transfer, answer.Wallet));
        });
    }
}
