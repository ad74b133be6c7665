using System.Text.Json.Nodes;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Domain.Tests.Tokens;

/// <summary>The worked examples of the basket, to the last digit.</summary>
public sealed class BasketVectorTests
{
    public static TheoryData<string> Files()
    {
        var data = new TheoryData<string>();
        foreach (var file in Directory.GetFiles(VectorFolder(), "*.json").Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetFileName(file));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_step_matches_to_the_last_digit(string file)
    {
        var vector = JsonNode.Parse(File.ReadAllText(Path.Combine(VectorFolder(), file)))!;
        var twin = new VectorRun(vector["terms"]!);
        var steps = vector["steps"]!.AsArray();
        Assert.NotEmpty(steps);
        for (var index = 0; index < steps.Count; index++)
        {
            var step = steps[index]!;
            var result = twin.Apply(step);
            AssertSame($"{file} step {index} result", step["result"]!.AsObject(), result);
            AssertSame($"{file} step {index} basket", step["basket"]!.AsObject(), twin.Describe());
            twin.AssertConserved();
        }
    }

    private static void AssertSame(string where, JsonObject expected, Dictionary<string, string> actual)
    {
        foreach (var (name, value) in expected)
        {
            if (value is JsonObject nested)
            {
                foreach (var (inner, text) in nested)
                {
                    Equal($"{where} {name}.{inner}", text!.GetValue<string>(), actual[$"{name}.{inner}"]);
                }
            }
            else
            {
                Equal($"{where} {name}", value!.GetValue<string>(), actual[name]);
            }
        }
    }

    private static void Equal(string where, string expected, string actual) =>
        Assert.True(expected == actual, $"{where}: expected {expected}, got {actual}");

    private static string VectorFolder()
    {
        var named = Environment.GetEnvironmentVariable("EXCHANGE_VECTORS");
        if (!string.IsNullOrEmpty(named))
        {
            return named;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ExchangeCluster.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("repository"), "tests", "vectors");
    }
}
