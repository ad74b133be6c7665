namespace Exchange.Cli;

/// <summary>What the program tells its caller; scripts rely on the numbers.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The exchange said no, or failed.</summary>
    public const int Refused = 1;

    /// <summary>The command line or the environment makes no sense; nothing was asked.</summary>
    public const int Usage = 2;

    /// <summary>The exchange could not be reached or did not answer in time.</summary>
    public const int Unavailable = 3;

    /// <summary>Interrupted from the keyboard, as shells count it.</summary>
    public const int Interrupted = 130;
}
