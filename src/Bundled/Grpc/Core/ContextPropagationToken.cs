namespace Grpc.Core;

/// <summary>A handle on a call's context. As in grpc-dotnet, servers make none.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
