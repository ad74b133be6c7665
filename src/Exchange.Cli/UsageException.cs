namespace Exchange.Cli;

/// <summary>The command line or the environment makes no sense. The message is one line for people.</summary>
internal sealed class UsageException(string message) : Exception(message);
