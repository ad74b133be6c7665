using System.CommandLine;
using System.Globalization;
using Exchange.Cli.Client;
using Exchange.Cli.Output;
using Exchange.V1;

namespace Exchange.Cli.Commands;

/// <summary><c>entries</c>: the ledger entries of a wallet, the newest first, a row per posting.</summary>
internal static class EntriesCommand
{
    private static readonly Column[] Columns =
    [
        Column.Number("SEQUENCE"), Column.Word("TIME"), Column.Word("KIND"), Column.Word("ACCOUNT"),
        Column.Word("ASSET"), Column.Number("AMOUNT"), Column.Word("CAUSE"),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var wallet = Shared.Wallet();
        var count = Shared.Count();
        return new Command("entries", "List the ledger entries of a wallet.") { wallet, count }.Does(async call =>
        {
            var listed = new ListEntriesResponse();
            await Pages.CollectAsync(call.Get(count), async (size, page) =>
            {
                var request = new ListEntriesRequest { WalletId = call.Get(wallet), PageSize = size, PageToken = page };
                var answer = await call.Wallets.ListEntriesAsync(request, call.Options);
                listed.Entries.Add(answer.Entries);
                return (answer.Entries.Count, listed.NextPageToken = answer.NextPageToken);
            });
            return call.Show(listed, printer => printer.Table(Columns, listed.Entries.SelectMany(Rows)));
        });
    }

    /// <summary>The first row of an entry says what it is, the others only where the money went.</summary>
    private static IEnumerable<string[]> Rows(Entry entry) => entry.Postings.Select((posting, i) => new[]
    {
        i == 0 ? entry.Sequence.ToString(CultureInfo.InvariantCulture) : "",
        i == 0 ? Cells.Time(entry.Time) : "",
        i == 0 ? entry.Kind : "",
        posting.Account, posting.Asset, posting.Amount,
        i == 0 ? Cause(entry) : "",
    });

    private static string Cause(Entry entry) =>
        entry.OrderId.Length > 0 ? $"order {entry.OrderId}"
        : entry.TransferId.Length > 0 ? $"transfer {entry.TransferId}"
        : entry.RebalanceId.Length > 0 ? $"rebalance {entry.RebalanceId}"
        : "";
}
