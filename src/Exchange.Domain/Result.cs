namespace Exchange.Domain;

/// <summary>Either a value or the one reason why there is none.</summary>
public readonly record struct Result<T>(T Value, Refusal Refusal)
    where T : struct
{
    public bool IsRefused => Refusal != Refusal.None;

    public static implicit operator Result<T>(T value) => new(value, Refusal.None);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
