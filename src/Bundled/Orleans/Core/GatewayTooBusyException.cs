namespace Orleans.Runtime;

/// <summary>A silo sheds load; none does on this stack, whose clients live in the silo.</summary>
public sealed class GatewayTooBusyException : OrleansException
{
    /// <summary>Without a message of its own.</summary>
    public GatewayTooBusyException()
        : base("Gateway too busy")
    {
    }

    /// <summary>With a message.</summary>
    public GatewayTooBusyException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public GatewayTooBusyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
