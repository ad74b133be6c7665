namespace Exchange.Ledger.Tests;

/// <summary>What this assembly does when it is started as a process of its own.</summary>
internal static class Program
{
    /// <summary>Writes to a ledger until it is killed, and says each id that was acknowledged.</summary>
    public const string WriteCommand = "write";

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [WriteCommand, var path])
        {
            return 1;
        }

        await using var ledger = await SqliteLedger.OpenAsync(path, new LedgerOptions(), TimeProvider.System);
        var writers = Enumerable.Range(0, 20).Select(writer => WriteAsync(ledger, writer));
        await Task.WhenAll(writers);
        return 0;
    }

    private static async Task WriteAsync(SqliteLedger ledger, int writer)
    {
        for (var number = 0; number < 1_000_000; number++)
        {
            var deposit = Make.Deposit($"w{writer}", $"t{number}", "1");
            await ledger.CommitAsync(deposit);
            Console.WriteLine(deposit.Entry.Id.ToString());
        }
    }
}
