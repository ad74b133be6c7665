using System.ComponentModel;
using System.Diagnostics;

namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>
/// A network namespace for one process, joined to the host by two links: one leads to the database, the other to the
/// other processes of the cluster. Its names and addresses are this run's alone; all of it is gone at the end.
/// </summary>
internal sealed class NetworkSpace : IDisposable
{
    private static readonly Lazy<string?> Tried = new(Try);

    public NetworkSpace()
    {
        // What a run left that was killed under this process id.
        Dispose();
        try
        {
            Ip("netns", "add", Name);
            Ip("-n", Name, "link", "set", "lo", "up");
            Database.Make();
            Cluster.Make();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why this machine makes none; null: it does.</summary>
    public static string? Obstacle => Tried.Value;

    public string Name { get; } = $"exchange-{Environment.ProcessId}";

    /// <summary>By which the process reaches the database.</summary>
    public NetworkLink Database => new(Name, 0);

    /// <summary>By which it and the other processes of the cluster reach each other.</summary>
    public NetworkLink Cluster => new(Name, 1);

    public void Dispose()
    {
        Database.Remove();
        Cluster.Remove();
        Run("netns", "del", Name);
    }

    /// <summary>Runs <c>ip</c>.</summary>
    /// <exception cref="InvalidOperationException">It refused.</exception>
    internal static void Ip(params string[] arguments)
    {
        if (Run(arguments) is { } refusal)
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {refusal}");
        }
    }

    /// <summary>Runs <c>ip</c>; what it said if it refused.</summary>
    internal static string? Run(params string[] arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        var said = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        return ip.ExitCode == 0 ? null : said.Trim();
    }

    private static string? Try()
    {
        try
        {
            using var space = new NetworkSpace();
            Ip("netns", "exec", space.Name, "true");
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            return $"a partition needs a network namespace, and this machine makes none: {exception.Message}";
        }
    }
}
