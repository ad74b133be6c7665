using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Ledger;

namespace Exchange.Silo.Auditing;

/// <summary>What an audit found, for people and for programs.</summary>
internal static class AuditText
{
    private static readonly string[] Head =
        ["TOKEN", "ENTRIES", "UNITS", "COLLATERAL", "POSITION", "HOLDERS", "INCOME", "VENUE", "INSURANCE"];

    /// <summary>The totals, each token's conservation unless only a summary is asked for, and the verdict.</summary>
    public static string Table(AuditReport report, bool summary)
    {
        var text = new StringBuilder()
            .AppendLine($"entries   {report.Entries}")
            .AppendLine($"accounts  {report.Accounts}")
            .AppendLine($"writers   {report.Writers}")
            .AppendLine($"tokens    {report.Tokens.Count}");
        if (!summary && report.Tokens.Count > 0)
        {
            Append(text, [Head, .. report.Tokens.Select(Row)]);
        }

        return (report.FirstOffence is { } offence
            ? text.AppendLine($"WRONG     at sequence {offence.Sequence}: {offence.Description}")
            : text.AppendLine("proved    chains unbroken, entries balanced, balances equal their postings,")
                .AppendLine("          holders + collateral + income = venue + insurance at every sequence"))
            .ToString();
    }

    /// <summary>One object; amounts are decimal strings.</summary>
    public static string Json(AuditReport report) =>
        JsonSerializer.Serialize(report, AuditJson.Default.AuditReport) + "\n";

    private static string[] Row(TokenAudit token) =>
    [
        token.Symbol, token.Entries.ToString(), .. new[]
        {
            token.UnitsOutstanding, token.Collateral, token.Position, token.Holders, token.Income, token.Venue,
            token.Insurance,
        }.Select(static amount => amount.ToString()),
    ];

    private static void Append(StringBuilder text, string[][] rows)
    {
        var widths = Head.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            text.Append(row[0].PadRight(widths[0]));
            for (var column = 1; column < row.Length; column++)
            {
                text.Append("  ").Append(row[column].PadLeft(widths[column]));
            }

            text.AppendLine();
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditReport))]
internal sealed partial class AuditJson : JsonSerializerContext;
