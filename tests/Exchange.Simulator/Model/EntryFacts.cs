using System.Text.Json;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;

namespace Exchange.Simulator.Model;

/// <summary>
/// The facts that an entry tells besides its postings, read as any stranger would: JSON, field by field.
/// </summary>
internal sealed class EntryFacts
{
    private readonly JsonElement _facts;

    private EntryFacts(JsonElement facts) => _facts = facts;

    public static EntryFacts Of(Entry entry)
    {
        try
        {
            return new EntryFacts(JsonDocument.Parse(entry.Detail == "" ? "{}" : entry.Detail).RootElement);
        }
        catch (JsonException)
        {
            throw new ModelMismatchException("its detail cannot be read");
        }
    }

    /// <summary>The facts within.</summary>
    public EntryFacts Of(string name) => new(Find(name));

    public string Text(string name) => Find(name).GetString() ?? throw Missing(name);

    public bool Flag(string name) => Find(name).GetBoolean();

    public DateTimeOffset Time(string name) => Find(name).GetDateTimeOffset();

    public Fraction Number(string name) =>
        Amount.TryParseStored(Text(name), out var amount) ? amount : throw Missing(name);

    public Fraction? NumberOrNone(string name) => _facts.TryGetProperty(name, out _) ? Number(name) : null;

    private JsonElement Find(string name) => _facts.TryGetProperty(name, out var found) ? found : throw Missing(name);

    private static ModelMismatchException Missing(string name) => new($"its detail does not tell {name}");
}
