using Orleans.Bundled.Activations;

namespace Orleans.Runtime
{
    /// <summary>What can be asked about the cluster.</summary>
    public interface IManagementGrain : IGrainWithIntegerKey
    {
        /// <summary>The silos and how they are.</summary>
        Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

        /// <summary>How many activations there are.</summary>
        Task<int> GetTotalActivationCount();

        /// <summary>How many activations there are of each class.</summary>
        Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

        /// <summary>Ends activations that have been idle for this long.</summary>
        Task ForceActivationCollection(TimeSpan ageLimit);

        /// <summary>The grains of a type that are active.</summary>
        ValueTask<List<GrainId>> GetActiveGrains(GrainType type);
    }

    /// <summary>How a silo is.</summary>
    public enum SiloStatus
    {
        /// <summary>Unknown.</summary>
        None = 0,

        /// <summary>Made.</summary>
        Created = 1,

        /// <summary>About to be active.</summary>
        Joining = 2,

        /// <summary>Takes requests.</summary>
        Active = 3,

        /// <summary>Stops in order.</summary>
        ShuttingDown = 4,

        /// <summary>Stops at once.</summary>
        Stopping = 5,

        /// <summary>Gone.</summary>
        Dead = 6,
    }

    /// <summary>How many activations of a class a silo has.</summary>
    public sealed class SimpleGrainStatistic
    {
        /// <summary>The full name of the class.</summary>
        public string GrainType { get; init; } = null!;

        /// <summary>The silo.</summary>
        public SiloAddress SiloAddress { get; init; } = null!;

        /// <summary>How many.</summary>
        public int ActivationCount { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"{GrainType} on {SiloAddress}: {ActivationCount}";
    }
}

namespace Orleans.Bundled.Management
{
    using Orleans.Runtime;

    /// <summary>Answers for its silo, which is the whole cluster.</summary>
    public sealed class ManagementGrain : Grain, IManagementGrain
    {
        private Activation Own => (Activation)GrainContext;

        /// <inheritdoc/>
        public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive) =>
            Task.FromResult(new Dictionary<SiloAddress, SiloStatus> { [Own.Silo.Address] = SiloStatus.Active });

        /// <inheritdoc/>
        public Task<int> GetTotalActivationCount() => Task.FromResult(Own.Silo.ActivationCount);

        /// <inheritdoc/>
        public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult(
            Own.Silo.Catalog.All.GroupBy(activation => activation.Class.Type.FullName!).Select(
                group => new SimpleGrainStatistic
                {
                    GrainType = group.Key,
                    SiloAddress = Own.Silo.Address,
                    ActivationCount = group.Count(),
                }).ToArray());

        /// <inheritdoc/>
        public Task ForceActivationCollection(TimeSpan ageLimit)
        {
            Own.Silo.Collect(ageLimit);
            return Task.CompletedTask;
        }

        /// <inheritdoc/>
        public ValueTask<List<GrainId>> GetActiveGrains(GrainType type) => ValueTask.FromResult(
            Own.Silo.Catalog.All.Select(activation => activation.GrainId).Where(id => id.Type == type).ToList());
    }
}
