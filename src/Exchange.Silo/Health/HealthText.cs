using System.Text.Json.Serialization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Exchange.Silo.Health;

/// <summary>What a probe is told: the verdict, and of every check its own.</summary>
/// <param name="Status"><c>Healthy</c> or <c>Unhealthy</c>.</param>
internal sealed record HealthText(string Status, IReadOnlyList<HealthText.Check> Checks)
{
    /// <param name="Trouble">What is the matter, in words of this program's own; null: nothing.</param>
    internal sealed record Check(string Name, string Status, string? Trouble);

    public static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new HealthText(
            report.Status.ToString(),
            [.. report.Entries.Select(static each =>
                new Check(each.Key, each.Value.Status.ToString(), each.Value.Description))]),
        HealthJson.Default.HealthText,
        "application/json",
        context.RequestAborted);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthText))]
internal sealed partial class HealthJson : JsonSerializerContext;
