using System.Reflection;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;

namespace Exchange.Cluster.Tests.Messages;

/// <summary>Makes a value of any message, every member of it different from the next.</summary>
/// <param name="isFull">Whether what may be missing is there, and lists hold something.</param>
internal sealed class Samples(bool isFull)
{
    private const int ListLength = 3;

    private int _count;

    public object? Of(Type type)
    {
        _count++;
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return isFull ? Of(inner) : null;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() is { } open
            && (open == typeof(IReadOnlyList<>) || open == typeof(List<>)))
        {
            var make = open == typeof(List<>) ? nameof(ListOf) : nameof(ReadOnlyListOf);
            return typeof(Samples).GetMethod(make, BindingFlags.NonPublic | BindingFlags.Instance)!
                .MakeGenericMethod(type.GetGenericArguments()).Invoke(this, []);
        }

        return Simple(type) ?? Composed(type);
    }

    private object? Simple(Type type) =>
        type == typeof(string) ? $"text {_count}"
        : type == typeof(bool) ? true
        : type == typeof(int) ? _count
        : type == typeof(long) ? long.MaxValue - _count
        : type == typeof(ulong) ? ulong.MaxValue - (ulong)_count
        : type == typeof(Amount) ? Amount.FromParts((_count % 2 == 0 ? 1 : -1) * (Int128.MaxValue / (_count + 2)))
        : type == typeof(EntryId) ? new EntryId(UInt128.MaxValue - (UInt128)_count)
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(_count)
        : type == typeof(TimeOnly) ? new TimeOnly(23, 59).Add(TimeSpan.FromTicks(_count))
        : type.IsEnum ? Enum.GetValues(type).Cast<object>().Last()
        : null;

    // A record by its constructor; what can be set besides, as of state that a grain keeps, by its properties.
    private object Composed(Type type)
    {
        var constructor = type.GetConstructors()
            .Where(each => each.GetParameters().All(argument => argument.ParameterType != type))
            .MaxBy(each => each.GetParameters().Length)
            ?? throw new InvalidOperationException($"No sample of {type} can be made: teach {nameof(Samples)}.");
        var nullability = new NullabilityInfoContext();
        var value = constructor.Invoke([.. constructor.GetParameters().Select(argument =>
            !isFull && nullability.Create(argument).WriteState == NullabilityState.Nullable
                ? null : Of(argument.ParameterType))]);
        if (constructor.GetParameters().Length == 0)
        {
            foreach (var property in type.GetProperties().Where(each => each.CanWrite))
            {
                property.SetValue(value, Of(property.PropertyType));
            }
        }

        return value;
    }

    private List<T> ListOf<T>() => [.. ReadOnlyListOf<T>()];

    // As the exchange makes its lists: the compiler chooses of which class they are.
    private IReadOnlyList<T> ReadOnlyListOf<T>() =>
        isFull ? [.. Enumerable.Range(0, ListLength).Select(_ => (T)Of(typeof(T))!)] : [];
}
