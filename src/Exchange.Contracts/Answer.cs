using Exchange.Domain;

namespace Exchange.Contracts;

/// <summary>Either what was asked for or the one reason why not.</summary>
/// <param name="Refusal">None if there is a value.</param>
/// <param name="Value">Null if refused.</param>
/// <param name="Message">More about a refusal, for people; empty if its name says it all.</param>
[GenerateSerializer]
[Immutable]
[Alias("exchange.answer`1")]
public sealed record Answer<T>(
    [property: Id(0)] Refusal Refusal, [property: Id(1)] T? Value, [property: Id(2)] string Message)
    where T : class
{
    public bool IsRefused => Refusal != Refusal.None;

    public static Answer<T> Of(T value) => new(Refusal.None, value, string.Empty);

    public static Answer<T> Refuse(Refusal refusal, string message = "") => new(refusal, null, message);
}
