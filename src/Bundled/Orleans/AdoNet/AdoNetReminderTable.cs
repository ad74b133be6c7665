using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Configuration
{
    /// <summary>Where reminders are stored.</summary>
    public class AdoNetReminderTableOptions
    {
        /// <summary>Which database: <c>Npgsql</c> or <c>System.Data.SQLite</c>.</summary>
        public string Invariant { get; set; } = null!;

        /// <summary>How to connect.</summary>
        public string? ConnectionString { get; set; }

        /// <summary>Makes connections, instead of a connection string; belongs to the caller.</summary>
        public DbDataSource? DataSource { get; set; }
    }
}

namespace Orleans.Bundled.AdoNet
{
    /// <summary>Reminders in the table <c>OrleansRemindersTable</c>, as Microsoft Orleans keeps them.</summary>
    internal sealed class AdoNetReminderTable(
        IOptions<ClusterOptions> cluster, IOptions<AdoNetReminderTableOptions> options) : IReminderTable
    {
        private const string ReadAllKey = "ReadReminderRowsKey";
        private const string ReadOneKey = "ReadReminderRowKey";
        private const string ReadRangeKey = "ReadRangeRows1Key";
        private const string ReadWrappedRangeKey = "ReadRangeRows2Key";
        private const string UpsertKey = "UpsertReminderRowKey";
        private const string DeleteKey = "DeleteReminderRowKey";
        private const string DeleteAllKey = "DeleteReminderRowsKey";

        private readonly string _service = cluster.Value.ServiceId;
        private readonly Database _database =
            new(options.Value.Invariant, options.Value.ConnectionString, options.Value.DataSource);

        public Task StartAsync(CancellationToken cancellationToken) => _database.LoadAsync(
            [ReadAllKey, ReadOneKey, ReadRangeKey, ReadWrappedRangeKey, UpsertKey, DeleteKey, DeleteAllKey],
            cancellationToken);

        public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
            new(await ReadAsync(ReadAllKey, DbArgument.Of("GrainId", grainId.ToString())));

        public async Task<ReminderTableData> ReadRows(uint begin, uint end)
        {
            // The column is a signed number, and so is the order in it.
            var (first, last) = unchecked(((int)begin, (int)end));
            return new ReminderTableData(
                await ReadAsync(
                    first < last ? ReadRangeKey : ReadWrappedRangeKey,
                    DbArgument.Of("BeginHash", first),
                    DbArgument.Of("EndHash", last)));
        }

        public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
        {
            var rows = await ReadAsync(
                ReadOneKey, DbArgument.Of("GrainId", grainId.ToString()), DbArgument.Of("ReminderName", reminderName));
            return rows.FirstOrDefault();
        }

        public async Task<string?> UpsertRow(ReminderEntry entry)
        {
            var milliseconds = (long)entry.Period.TotalMilliseconds;
            var versions = await QueryAsync(
                UpsertKey,
                static row => Convert.ToString(row.GetValue(row.GetOrdinal("Version")), CultureInfo.InvariantCulture),
                DbArgument.Of("GrainHash", unchecked((int)entry.GrainId.GetUniformHashCode())),
                DbArgument.Of("GrainId", entry.GrainId.ToString()),
                DbArgument.Of("ReminderName", entry.ReminderName),
                DbArgument.Of("StartTime", DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc)),
                milliseconds <= int.MaxValue
                    ? DbArgument.Of("Period", (int)milliseconds)
                    : DbArgument.Of("Period", milliseconds));
            return versions[0];
        }

        public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
        {
            var counts = await QueryAsync(
                DeleteKey,
                static row => Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture),
                DbArgument.Of("GrainId", grainId.ToString()),
                DbArgument.Of("ReminderName", reminderName),
                DbArgument.Of("Version", int.Parse(eTag, CultureInfo.InvariantCulture)));
            return counts[0] > 0;
        }

        public Task TestOnlyClearTable() => QueryAsync(DeleteAllKey, static _ => 0);

        private static ReminderEntry Entry(DbDataReader row) => new()
        {
            GrainId = GrainId.Parse(row.GetString(row.GetOrdinal("GrainId"))),
            ReminderName = row.GetString(row.GetOrdinal("ReminderName")),
            StartAt = DateTime.SpecifyKind(row.GetDateTime(row.GetOrdinal("StartTime")), DateTimeKind.Utc),
            Period = TimeSpan.FromMilliseconds(row.GetInt64(row.GetOrdinal("Period"))),
            ETag = Convert.ToString(row.GetValue(row.GetOrdinal("Version")), CultureInfo.InvariantCulture),
        };

        private Task<List<ReminderEntry>> ReadAsync(string key, params DbArgument[] arguments) =>
            QueryAsync(key, Entry, arguments);

        private Task<List<T>> QueryAsync<T>(string key, Func<DbDataReader, T> read, params DbArgument[] arguments) =>
            _database.QueryAsync(
                key, [DbArgument.Of("ServiceId", _service), .. arguments], read, CancellationToken.None);
    }
}
