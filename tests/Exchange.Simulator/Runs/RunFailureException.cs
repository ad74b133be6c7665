namespace Exchange.Simulator.Runs;

/// <summary>A check does not hold: the run ends here.</summary>
internal sealed class RunFailureException(string message) : Exception(message);
