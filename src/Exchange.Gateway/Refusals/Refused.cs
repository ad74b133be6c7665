using Exchange.Contracts;
using Exchange.Domain;
using Grpc.Core;

namespace Exchange.Gateway.Refusals;

/// <summary>Makes the exceptions that gRPC wants a refusal to be, with the machine-readable trailer.</summary>
internal static class Refused
{
    /// <summary>The trailer that holds the reason.</summary>
    public const string Trailer = "reason";

    public static RpcException Because(StatusCode code, string reason, string message) =>
        new(new Status(code, message), new Metadata { { Trailer, reason } });

    /// <summary>The request itself makes no sense, whatever state the exchange is in.</summary>
    public static RpcException Invalid(string reason, string message) =>
        Because(StatusCode.InvalidArgument, reason, message);

    /// <summary>A refusal of the exchange.</summary>
    /// <param name="message">More about it, for people; empty if the reason says it all.</param>
    public static RpcException Because(Refusal refusal, string message = "")
    {
        var (code, reason, usual) = RefusalTable.Of(refusal);
        return Because(code, reason, message.Length > 0 ? message : usual);
    }

    /// <summary>The value of an answer, or its refusal thrown.</summary>
    public static T OrThrow<T>(this Answer<T> answer)
        where T : class
    {
        if (answer.IsRefused)
        {
            throw Because(answer.Refusal, answer.Message);
        }

        return answer.Value ?? throw new InvalidOperationException("An answer holds neither value nor refusal.");
    }
}
