namespace Exchange.Simulator.Model;

/// <summary>The ledger says one thing and the model another.</summary>
internal sealed class ModelMismatchException(string message) : Exception(message);
