using System.Globalization;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Gateway.Refusals;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Exchange.Gateway.Calls;

/// <summary>Which status a fault becomes. What is inside the exchange is logged and never told to a caller.</summary>
internal sealed class Faults(ILogger<Faults> logger)
{
    private const string Repeat = "repeat the command with the same id to learn what became of it";

    private long _incidents;

    public RpcException Translate(Exception fault, ServerCallContext context)
    {
        switch (fault)
        {
            case OperationCanceledException or IOException or InvalidOperationException
                when context.CancellationToken.IsCancellationRequested:
                // The client went away; reading from it or writing to it fails in one of these ways.
                return new RpcException(new Status(StatusCode.Cancelled, "The caller went away."));
            case TimeoutException:
                logger.LogWarning(fault, "{Method} took too long", context.Method);
                return Refused.Because(
                    StatusCode.DeadlineExceeded,
                    RefusalTable.Of(Refusal.OutcomeUnknown).Reason,
                    $"It took too long; {Repeat}.");
            case LedgerFaultException:
                logger.LogWarning(fault, "{Method} did not reach the ledger", context.Method);
                return Refused.Because(Refusal.LedgerUnavailable, $"The ledger cannot be reached; {Repeat}.");
            case GatewayTooBusyException:
                // The silo has no processor or memory to spare; it did nothing.
                return Refused.Because(Refusal.Overloaded);
            case OrleansException:
                logger.LogWarning(fault, "{Method} did not reach the cluster", context.Method);
                return Refused.Because(
                    StatusCode.Unavailable, Reasons.Unavailable, $"The exchange cannot be reached; {Repeat}.");
            default:
                var incident = Incident();
                logger.LogError(fault, "{Method} failed, incident {Incident}", context.Method, incident);
                return Refused.Because(StatusCode.Internal, Reasons.Internal, $"Internal error, incident {incident}.");
        }
    }

    // Unique within the process and short enough to be read out on the telephone.
    private string Incident() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessId:x}-{Interlocked.Increment(ref _incidents):x}");
}
