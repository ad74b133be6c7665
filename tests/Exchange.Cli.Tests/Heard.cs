using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;

namespace Exchange.Cli.Tests;

/// <summary>What a fake exchange was asked, by the type of the request.</summary>
public sealed class Heard
{
    private readonly ConcurrentDictionary<Type, ConcurrentQueue<IMessage>> _requests = new();

    /// <summary>Notes a request; refuses one without the right token.</summary>
    public T Note<T>(T request, ServerCallContext context)
        where T : IMessage
    {
        if (context.RequestHeaders.GetValue("authorization") != "Bearer the-token")
            throw Refusal(StatusCode.Unauthenticated, null, "who are you?");
        _requests.GetOrAdd(typeof(T), _ => new()).Enqueue(request);
        return request;
    }

    /// <summary>The latest request of a type.</summary>
    public T Last<T>()
        where T : IMessage => (T)_requests[typeof(T)].Last();

    /// <summary>A refusal as the exchange makes it.</summary>
    public static RpcException Refusal(StatusCode code, string? reason, string message) =>
        new(new Status(code, message), reason is null ? [] : new Metadata { { "reason", reason } });
}
