using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Orleans.GrainDirectory;
using Orleans.Metadata;
using Orleans.Runtime.GrainDirectory;

namespace Exchange.Cluster.Tests.Stacks;

/// <summary>
/// A directory of activations that can be made to forget one, which lives on: so a second one comes into being, as may
/// happen to any cluster while its silos disagree about who belongs to it.
/// </summary>
internal sealed class ForgetfulDirectory : IGrainDirectory, IGrainDirectoryResolver
{
    private readonly ConcurrentDictionary<GrainId, GrainAddress> _known = new();

    public void Forget(GrainId grain) => _known.TryRemove(grain, out _);

    public bool TryResolveGrainDirectory(
        GrainType grainType, GrainProperties? properties, [NotNullWhen(true)] out IGrainDirectory? grainDirectory)
    {
        grainDirectory = this;

        // The exchange's own; Orleans looks after its own itself.
        return grainType.ToString() is "token" or "wallet" or "marketfeed" or "listing" or "feedlease";
    }

    public Task<GrainAddress?> Register(GrainAddress address) =>
        Task.FromResult<GrainAddress?>(_known.GetOrAdd(address.GrainId, address));

    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        if (previousAddress is not null)
        {
            _known.TryRemove(KeyValuePair.Create(address.GrainId, previousAddress));
        }

        return Register(address);
    }

    public Task Unregister(GrainAddress address)
    {
        if (_known.TryGetValue(address.GrainId, out var known) && known.ActivationId.Equals(address.ActivationId))
        {
            _known.TryRemove(KeyValuePair.Create(address.GrainId, known));
        }

        return Task.CompletedTask;
    }

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult(_known.GetValueOrDefault(grainId));

    public Task UnregisterSilos(List<SiloAddress> siloAddresses)
    {
        foreach (var (grain, address) in _known)
        {
            if (siloAddresses.Contains(address.SiloAddress!))
            {
                _known.TryRemove(KeyValuePair.Create(grain, address));
            }
        }

        return Task.CompletedTask;
    }
}
