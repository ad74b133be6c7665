using Exchange.V1;
using Orleans.Runtime;

namespace Exchange.Gateway.Wire;

/// <summary>Writes how the cluster is.</summary>
internal static class ClusterMessages
{
    /// <summary>The namespace of the exchange's grains; those of Orleans itself are nobody's business.</summary>
    private const string Own = "Exchange.";

    public static GetClusterStatusResponse Write(
        IReadOnlyDictionary<SiloAddress, Orleans.Runtime.SiloStatus> silos,
        IReadOnlyCollection<SimpleGrainStatistic> grains)
    {
        var response = new GetClusterStatusResponse();
        foreach (var (address, status) in silos.OrderBy(static silo => silo.Key))
        {
            var name = address.ToParsableString();
            var silo = new V1.Silo { Address = name, Status = Write(status) };
            response.Members.Add(silo);
            if (status == Orleans.Runtime.SiloStatus.Active)
            {
                response.Silos.Add(name);
                silo.Activations.AddRange(grains
                    .Where(each => each.SiloAddress.Equals(address)
                        && each.GrainType.StartsWith(Own, StringComparison.Ordinal))
                    .OrderBy(static each => each.GrainType, StringComparer.Ordinal)
                    .Select(static each => new Activations
                    {
                        Kind = KindOf(each.GrainType),
                        Count = each.ActivationCount,
                    }));
            }
        }

        return response;
    }

    // A full class name, which the assembly's may follow.
    private static string KindOf(string type)
    {
        var name = type.Split(',')[0];
        return name[(name.LastIndexOf('.') + 1)..];
    }

    private static V1.SiloStatus Write(Orleans.Runtime.SiloStatus status) => status switch
    {
        Orleans.Runtime.SiloStatus.Created or Orleans.Runtime.SiloStatus.Joining => V1.SiloStatus.Joining,
        Orleans.Runtime.SiloStatus.Active => V1.SiloStatus.Active,
        Orleans.Runtime.SiloStatus.ShuttingDown or Orleans.Runtime.SiloStatus.Stopping => V1.SiloStatus.Stopping,
        Orleans.Runtime.SiloStatus.Dead => V1.SiloStatus.Dead,
        _ => V1.SiloStatus.Unspecified,
    };
}
