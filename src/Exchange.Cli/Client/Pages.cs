namespace Exchange.Cli.Client;

/// <summary>Reads a list that the exchange hands out page by page.</summary>
internal static class Pages
{
    private const int SizeMax = 1000;

    /// <summary>Fetches pages until there are <paramref name="count"/> rows or no more.</summary>
    /// <param name="count">How many rows are wanted.</param>
    /// <param name="fetch">Takes the size and the token of a page, gives its rows and the token of the next.</param>
    public static async Task CollectAsync(int count, Func<int, string, Task<(int Rows, string Next)>> fetch)
    {
        var page = "";
        do
        {
            var (rows, next) = await fetch(Math.Min(count, SizeMax), page);
            count -= rows;
            page = next;
        }
        while (count > 0 && page.Length > 0);
    }
}
