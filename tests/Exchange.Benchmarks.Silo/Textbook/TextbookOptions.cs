namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>How much the textbook's wallets do.</summary>
/// <param name="Lean">They do not know an order again that is sent twice.</param>
public sealed record TextbookOptions(bool Lean);
