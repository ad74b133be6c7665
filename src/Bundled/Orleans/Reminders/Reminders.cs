namespace Orleans
{
    using Orleans.Runtime;

    /// <summary>A grain that can be woken by reminders.</summary>
    public interface IRemindable : IGrain
    {
        /// <summary>A reminder is due.</summary>
        Task ReceiveReminder(string reminderName, TickStatus status);
    }

    /// <summary>The reminders of a service, in a store.</summary>
    public interface IReminderTable
    {
        /// <summary>Makes the store ready.</summary>
        Task StartAsync(CancellationToken cancellationToken = default);

        /// <summary>Lets go of it.</summary>
        Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        /// <summary>All of one grain.</summary>
        Task<ReminderTableData> ReadRows(GrainId grainId);

        /// <summary>Those whose grains' hashes lie in a range that may wrap around; both ends equal: all.</summary>
        Task<ReminderTableData> ReadRows(uint begin, uint end);

        /// <summary>One, or null.</summary>
        Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

        /// <summary>Adds or replaces one.</summary>
        /// <returns>Its new version.</returns>
        Task<string?> UpsertRow(ReminderEntry entry);

        /// <summary>Takes one away, if it is this version.</summary>
        /// <returns>Whether it was.</returns>
        Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

        /// <summary>Takes all away.</summary>
        Task TestOnlyClearTable();
    }

    /// <summary>Reminders read from a store.</summary>
    public sealed class ReminderTableData
    {
        /// <summary>None.</summary>
        public ReminderTableData() => Reminders = [];

        /// <summary>Some.</summary>
        public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

        /// <summary>One.</summary>
        public ReminderTableData(ReminderEntry entry) => Reminders = [entry];

        /// <summary>The reminders.</summary>
        public IList<ReminderEntry> Reminders { get; }
    }

    /// <summary>A reminder as it is stored.</summary>
    public sealed class ReminderEntry
    {
        /// <summary>Whose it is.</summary>
        public GrainId GrainId { get; set; }

        /// <summary>Its name.</summary>
        public string ReminderName { get; set; } = null!;

        /// <summary>When it is first due, in UTC.</summary>
        public DateTime StartAt { get; set; }

        /// <summary>How often after that.</summary>
        public TimeSpan Period { get; set; }

        /// <summary>Its version.</summary>
        public string? ETag { get; set; }

        /// <inheritdoc/>
        public override string ToString() => $"<{GrainId} {ReminderName} {StartAt:O} {Period} {ETag}>";
    }
}

namespace Orleans.Runtime
{
    /// <summary>A handle on a reminder.</summary>
    public interface IGrainReminder
    {
        /// <summary>Its name.</summary>
        string ReminderName { get; }
    }

    /// <summary>A reminder could not be changed.</summary>
    /// <param name="message">Why.</param>
    public sealed class ReminderException(string message) : OrleansException(message);

    /// <summary>Which tick of a reminder it is.</summary>
    /// <param name="firstTickTime">When the first was due.</param>
    /// <param name="period">How often after that.</param>
    /// <param name="timeStamp">When this one was sent.</param>
    public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        /// <summary>When the first was due, in UTC.</summary>
        public DateTime FirstTickTime { get; } = firstTickTime;

        /// <summary>How often after that.</summary>
        public TimeSpan Period { get; } = period;

        /// <summary>When this one was sent, in UTC.</summary>
        public DateTime CurrentTickTime { get; } = timeStamp;

        /// <inheritdoc/>
        public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
    }
}

namespace Orleans.Reminders
{
    /// <summary>Names of clocks.</summary>
    public static class ReminderTimeProviderNames
    {
        /// <summary>Of reminders.</summary>
        public const string Reminders = "Orleans.Reminders";
    }
}

namespace Orleans.Hosting
{
    /// <summary>How reminders work.</summary>
    public sealed class ReminderOptions
    {
        /// <summary>The shortest period that may be asked for.</summary>
        public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

        /// <summary>How often the store is read again.</summary>
        public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);

        /// <summary>How long the store may take to be ready.</summary>
        public TimeSpan InitializationTimeout { get; set; } = TimeSpan.FromMinutes(5);
    }
}
