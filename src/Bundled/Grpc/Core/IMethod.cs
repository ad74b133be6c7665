namespace Grpc.Core;

/// <summary>What is known of a method without its message types.</summary>
public interface IMethod
{
    MethodType Type { get; }

    /// <summary>The service with its package: "exchange.v1.TradingService".</summary>
    string ServiceName { get; }

    string Name { get; }

    /// <summary>The path of the request: "/service/method".</summary>
    string FullName { get; }
}
