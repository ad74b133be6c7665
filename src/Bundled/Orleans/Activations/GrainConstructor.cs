using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Bundled.Activations;

/// <summary>
/// Makes grain objects: each parameter of the constructor is a persistent state, the context or a service.
/// </summary>
internal sealed class GrainConstructor
{
    private static readonly MethodInfo CreateState = typeof(GrainConstructor)
        .GetMethod(nameof(StateOf), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly ConstructorInvoker _invoker;
    private readonly Func<Activation, object?>[] _arguments;

    public GrainConstructor(Type type)
    {
        var constructors = type.GetConstructors();
        var constructor =
            constructors.FirstOrDefault(c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute), inherit: true))
            ?? constructors.MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"Grain class {type} has no public constructor.");
        _invoker = ConstructorInvoker.Create(constructor);
        _arguments = [.. constructor.GetParameters().Select(Argument)];
    }

    public object Create(Activation activation)
    {
        var values = new object?[_arguments.Length];
        for (var i = 0; i < values.Length; i++) values[i] = _arguments[i](activation);
        return _invoker.Invoke(values.AsSpan());
    }

    private static Func<Activation, object?> Argument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(IGrainContext)) return activation => activation;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } attribute)
        {
            if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            {
                throw new InvalidOperationException($"{parameter} must be an IPersistentState<T>.");
            }

            return CreateState.MakeGenericMethod(type.GenericTypeArguments)
                .CreateDelegate<Func<IPersistentStateConfiguration, Activation, object>>()
                .Curry(attribute);
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return activation => activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key);
        }

        return parameter.HasDefaultValue
            ? activation => activation.ActivationServices.GetService(type) ?? parameter.DefaultValue
            : activation => activation.ActivationServices.GetRequiredService(type);
    }

    private static object StateOf<TState>(IPersistentStateConfiguration configuration, Activation activation) =>
        activation.Silo.Services.GetRequiredService<IPersistentStateFactory>()
            .Create<TState>(activation, configuration);
}

/// <summary>Fixes the first argument of a function.</summary>
internal static class Currying
{
    public static Func<T2, TResult> Curry<T1, T2, TResult>(this Func<T1, T2, TResult> function, T1 first) =>
        second => function(first, second);
}
