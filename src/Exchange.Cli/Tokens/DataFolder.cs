using Exchange.Cli.Client;

namespace Exchange.Cli.Tokens;

/// <summary>Finds the data folder of a silo on this machine.</summary>
internal static class DataFolder
{
    /// <summary>
    /// The folder that was named, or else EXCHANGE_DATA, or else <c>exchange</c> in XDG_DATA_HOME,
    /// or else <c>~/.local/share/exchange</c>: the same order in which the silo looks.
    /// </summary>
    public static string Locate(string? named)
    {
        if (!string.IsNullOrEmpty(named))
            return named;
        if (Surroundings.Variable("EXCHANGE_DATA") is { } data)
            return data;
        if (Surroundings.Variable("XDG_DATA_HOME") is { } shared)
            return Path.Combine(shared, "exchange");
        var home = Surroundings.Variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(home, ".local", "share", "exchange");
    }
}
