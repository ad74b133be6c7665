namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a call: a result or an exception.</summary>
public abstract class Response : IDisposable
{
    /// <summary>A success without a result.</summary>
    public static Response Completed { get; } = new Response<object?>(null, null);

    /// <summary>The result.</summary>
    public abstract object? Result { get; set; }

    /// <summary>The exception.</summary>
    public abstract Exception? Exception { get; set; }

    /// <summary>A failure.</summary>
    public static Response FromException(Exception exception) => new Response<object?>(null, exception);

    /// <summary>A success.</summary>
    public static Response FromResult<TResult>(TResult value) => new Response<TResult>(value, null);

    /// <summary>The result, or the exception thrown.</summary>
    public abstract T GetResult<T>();

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>The outcome of a call whose result has a type.</summary>
/// <typeparam name="TResult">The type.</typeparam>
public sealed class Response<TResult> : Response
{
    internal Response(TResult? value, Exception? exception)
    {
        TypedResult = value;
        Exception = exception;
    }

    /// <summary>The result.</summary>
    public TResult? TypedResult { get; set; }

    /// <inheritdoc/>
    public override object? Result
    {
        get => TypedResult;
        set => TypedResult = (TResult?)value;
    }

    /// <inheritdoc/>
    public override Exception? Exception { get; set; }

    /// <inheritdoc/>
    public override T GetResult<T>()
    {
        if (Exception is { } exception) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        return (T)(object)TypedResult!;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
