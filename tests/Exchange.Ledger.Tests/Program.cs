namespace Exchange.Ledger.Tests;

/// <summary>What this assembly does when a test starts it as a process.</summary>
internal static class Program
{
    public static int Main() => 0;
}
