namespace Exchange.Repository.Tests.Support;

internal static class Expect
{
    /// <summary>Nothing was found; else all that was, so that one run names everything that is to be mended.</summary>
    public static void None(IEnumerable<string> found)
    {
        var all = found.ToArray();
        Assert.True(all.Length == 0, $"{all.Length} found:\n{string.Join('\n', all)}");
    }
}
