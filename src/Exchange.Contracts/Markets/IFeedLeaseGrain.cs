using Orleans.CodeGeneration;

namespace Exchange.Contracts.Markets;

/// <summary>
/// Says which silo reads a price source; its key is the name of the source. It keeps nothing: were two to read for a
/// moment, the market would refuse what is older than what it has.
/// </summary>
[Alias("exchange.feed-lease")]
[Version(1)]
public interface IFeedLeaseGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes or renews the lease; true if the holder has it now. It runs out <see cref="DurationSeconds"/> after it was
    /// renewed last.
    /// </summary>
    /// <param name="holder">The silo, by a name that no other has.</param>
    [Alias("acquire")]
    [ResponseTimeout("00:00:02")]
    Task<bool> Acquire(string holder);

    /// <summary>Gives it back; that of another stays.</summary>
    [Alias("release")]
    Task Release(string holder);

    /// <summary>How long a holder that does not renew keeps it.</summary>
    const int DurationSeconds = 4;
}
