namespace Exchange.Silo.Exporting;

/// <summary>What is exported, and where to.</summary>
/// <param name="Wallet">Of this wallet alone, or null: everything.</param>
/// <param name="Json">JSON lines; else CSV.</param>
/// <param name="Output">A file, or null: standard output.</param>
/// <param name="Force">Whether a file that is there may be replaced.</param>
/// <param name="From">Not before this time, or null.</param>
/// <param name="To">Before this time, or null.</param>
internal sealed record ExportOptions(
    string? Wallet, bool Json, string? Output, bool Force, DateTimeOffset? From, DateTimeOffset? To);
