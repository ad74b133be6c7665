using System.CommandLine;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>withdraw</c>: pays out of a wallet.</summary>
internal static class WithdrawCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        // The wallet comes first but may be missing, so the two are one argument.
        var words = new Argument<string[]>("[WALLET] AMOUNT")
        {
            Description = "How much, and before it whose wallet if not your own.",
            Arity = new ArgumentArity(1, 2),
        };
        var asset = Shared.Asset();
        var id = Shared.Id();
        return new Command("withdraw", "Pay out of a wallet.") { words, asset, id }.Does(async call =>
        {
            var given = call.Get(words);
            var request = new WithdrawRequest
            {
                WalletId = given.Length == 2 ? given[0] : "",
                TransferId = call.IdOrNew(id),
                Asset = call.Get(asset),
                Amount = given[^1],
            };
            var answer = await call.Wallets.WithdrawAsync(request, call.Options);
            return call.Show(answer, printer => WalletCommand.Draw(printer, answer.Transfer, answer.Wallet));
        });
    }
}
