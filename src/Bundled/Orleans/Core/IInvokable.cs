using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>Holds the object of a call.</summary>
public interface ITargetHolder
{
    /// <summary>The object.</summary>
    object? GetTarget();

    /// <summary>An object attached to the holder.</summary>
    object? GetComponent(Type componentType);
}

/// <summary>A call: a method and its arguments.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>Whether it takes a <see cref="CancellationToken"/>.</summary>
    bool IsCancellable { get; }

    /// <summary>The object it is made on.</summary>
    object? GetTarget();

    /// <summary>Sets the object it is made on.</summary>
    void SetTarget(ITargetHolder holder);

    /// <summary>Makes the call.</summary>
    ValueTask<Response> Invoke();

    /// <summary>How many arguments it has.</summary>
    int GetArgumentCount();

    /// <summary>An argument by its position.</summary>
    object? GetArgument(int index);

    /// <summary>Replaces an argument.</summary>
    void SetArgument(int index, object value);

    /// <summary>The name of the method.</summary>
    string GetMethodName();

    /// <summary>The name of its interface.</summary>
    string GetInterfaceName();

    /// <summary>Both names.</summary>
    string GetActivityName();

    /// <summary>The method.</summary>
    MethodInfo GetMethod();

    /// <summary>Its interface.</summary>
    Type GetInterfaceType();

    /// <summary>How long its caller waits, if the method says so.</summary>
    TimeSpan? GetDefaultResponseTimeout();

    /// <summary>Its token.</summary>
    CancellationToken GetCancellationToken();

    /// <summary>Asks it to end.</summary>
    /// <returns>Whether it can be asked.</returns>
    bool TryCancel();
}
