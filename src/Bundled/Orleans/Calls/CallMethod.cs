using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Bundled.Calls;

/// <summary>How a call of a method is treated.</summary>
[Flags]
public enum CallOptions
{
    /// <summary>One request at a time.</summary>
    None = 0,

    /// <summary>Nobody waits for an answer.</summary>
    OneWay = 1,

    /// <summary>May run beside others that only read.</summary>
    ReadOnly = 2,

    /// <summary>May run beside anything.</summary>
    AlwaysInterleave = 4,
}

/// <summary>A method of a grain interface: what the generator found out about it. One object per method.</summary>
/// <param name="interfaceType">The interface that declares it.</param>
/// <param name="name">Its name.</param>
/// <param name="options">How it is treated.</param>
/// <param name="timeoutTicks">How long a caller waits, in ticks; 0: as the silo is configured.</param>
/// <param name="parameters">The types of its parameters.</param>
public sealed class CallMethod(
    Type interfaceType, string name, CallOptions options, long timeoutTicks, params Type[] parameters)
{
    private MethodInfo? _info;

    /// <summary>The interface that declares it.</summary>
    public Type InterfaceType { get; } = interfaceType;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    internal CallOptions Options { get; } = options;

    internal TimeSpan? Timeout { get; } = timeoutTicks == 0 ? null : TimeSpan.FromTicks(timeoutTicks);

    internal GrainInterfaceType GrainInterface { get; } = GrainInterfaceType.Create(interfaceType.FullName!);

    // Only filters ask; the way of a call has no reflection.
    internal MethodInfo Info => _info ??= InterfaceType.GetMethod(Name, parameters)!;

    /// <inheritdoc/>
    public override string ToString() => $"{InterfaceType.Name}.{Name}";
}
