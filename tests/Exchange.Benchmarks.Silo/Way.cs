using Microsoft.Extensions.Hosting;

namespace Exchange.Benchmarks.Silo;

/// <summary>Something that is added to the silo of the product to measure it by.</summary>
/// <param name="KeepsLedger">Orders go to the ledger of the product; else nothing does.</param>
/// <param name="Extend">Adds it; takes how to connect to PostgreSQL.</param>
internal sealed record Way(bool KeepsLedger, Action<IHostApplicationBuilder, string> Extend);
