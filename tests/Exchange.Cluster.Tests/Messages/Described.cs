using System.Collections;
using System.Globalization;

namespace Exchange.Cluster.Tests.Messages;

/// <summary>A value written out with all that is in it, to compare two: records compare lists by reference.</summary>
internal static class Described
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Of))}]",
        IFormattable simple when value.GetType().Namespace!.StartsWith("System", StringComparison.Ordinal)
            || value.GetType().IsEnum => simple.ToString(simple is DateTimeOffset or TimeOnly ? "O" : null,
                CultureInfo.InvariantCulture),
        bool simple => simple.ToString(),
        Domain.Money.Amount amount => amount.Parts.ToString(CultureInfo.InvariantCulture),
        Domain.Ledger.EntryId id => id.ToString(),
        _ => $"{value.GetType().Name}({string.Join(", ", value.GetType().GetProperties()
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => $"{property.Name}: {Of(property.GetValue(value))}"))})",
    };
}
