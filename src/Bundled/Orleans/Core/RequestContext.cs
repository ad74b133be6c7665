using System.Collections.Immutable;
using Orleans.Bundled.Activations;

namespace Orleans.Runtime;

/// <summary>Values that travel with a call, and with the calls made in it, but not back.</summary>
public static class RequestContext
{
    private const string ReentrancyKey = "#CCR";
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Values = new();

    /// <summary>All values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Snapshot ?? NoValues;

    /// <summary>All keys.</summary>
    public static IEnumerable<string> Keys => (Snapshot ?? NoValues).Keys;

    /// <summary>Calls with the same id may re-enter an activation that allowed it; empty: none may.</summary>
    public static Guid ReentrancyId
    {
        get => ReentrancyOf(Snapshot);
        set
        {
            if (value == Guid.Empty) Remove(ReentrancyKey);
            else Set(ReentrancyKey, value);
        }
    }

    internal static ImmutableDictionary<string, object>? Snapshot
    {
        get => Values.Value;
        set
        {
            if (!ReferenceEquals(Values.Value, value)) Values.Value = value;
        }
    }

    private static ImmutableDictionary<string, object> NoValues => ImmutableDictionary<string, object>.Empty;

    /// <summary>The value, or null.</summary>
    public static object? Get(string key) =>
        Snapshot is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for the calls made from here on.</summary>
    public static void Set(string key, object value) => Snapshot = (Snapshot ?? NoValues).SetItem(key, value);

    /// <summary>Takes a value away.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Remove(string key)
    {
        if (Snapshot is not { } values || !values.ContainsKey(key)) return false;
        var rest = values.Remove(key);
        Snapshot = rest.IsEmpty ? null : rest;
        return true;
    }

    /// <summary>Takes all values away.</summary>
    public static void Clear() => Snapshot = null;

    /// <summary>Until disposed, calls made from here may come back into the current activation.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new ReentrancySection(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    /// <summary>Until disposed, calls made from here may not come back.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    internal static Guid ReentrancyOf(ImmutableDictionary<string, object>? values) =>
        values is not null && values.TryGetValue(ReentrancyKey, out var id) && id is Guid guid ? guid : Guid.Empty;

    /// <summary>A stretch of code in which call-chain reentrancy is set.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _original;
        private readonly Guid _current;

        /// <summary>Enters the stretch.</summary>
        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _original = originalReentrancyId;
            _current = newReentrancyId;
            if (_current != _original) ReentrancyId = _current;
            if (_current != Guid.Empty) (RuntimeContext.Current as Activation)?.EnterSection(_current);
        }

        /// <summary>Leaves the stretch.</summary>
        public void Dispose()
        {
            if (_current != Guid.Empty) (RuntimeContext.Current as Activation)?.LeaveSection(_current);
            if (_current != _original) ReentrancyId = _original;
        }
    }
}
