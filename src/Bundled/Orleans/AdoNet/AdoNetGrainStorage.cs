using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Bundled.Storage;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Bundled.AdoNet;

/// <summary>States in the table <c>OrleansStorage</c>, in rows that Microsoft Orleans reads as its own.</summary>
internal sealed class AdoNetGrainStorage : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private const string ReadKey = "ReadFromStorageKey";
    private const string WriteKey = "WriteToStorageKey";
    private const string ClearKey = "ClearStorageKey";
    private const string DeleteKey = "DeleteStorageKey";

    private readonly string _name;
    private readonly string _service;
    private readonly AdoNetGrainStorageOptions _options;
    private readonly Database _database;

    private AdoNetGrainStorage(string name, string service, AdoNetGrainStorageOptions options)
    {
        _name = name;
        _service = service;
        _options = options;
        _database = new Database(options.Invariant, options.ConnectionString, options.DataSource);
    }

    public static AdoNetGrainStorage Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId,
        StorageOptions.Of<AdoNetGrainStorageOptions>(services, name));

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(_name, _options.InitStage, OpenAsync);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var rows = await _database.QueryAsync(
            ReadKey,
            Arguments(stateName, AdoGrainKey.Of(grainId)),
            static row =>
            {
                var (payload, version) = (row.GetOrdinal("PayloadBinary"), row.GetOrdinal("Version"));
                return (
                    Payload: row.IsDBNull(payload) ? null : (byte[])row.GetValue(payload),
                    Version: row.IsDBNull(version) ? null : Version(row.GetValue(version)));
            },
            CancellationToken.None);
        var (bytes, etag) = rows.SingleOrDefault();
        var state = bytes is null ? default : _options.GrainStorageSerializer.Deserialize<T>(new BinaryData(bytes));
        grainState.State = state is null ? StateActivator.Create<T>() : state;
        grainState.ETag = etag;
        grainState.RecordExists = bytes is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = AdoGrainKey.Of(grainId);
        var payload = _options.GrainStorageSerializer.Serialize(grainState.State).ToArray();
        var version = await ChangeAsync(
            WriteKey, stateName, key, grainState.ETag, DbArgument.Of("PayloadBinary", payload));
        Check("WriteState", version, grainState.ETag, stateName, grainId);
        grainState.ETag = version;
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!grainState.RecordExists && string.IsNullOrWhiteSpace(grainState.ETag))
        {
            await ReadStateAsync(stateName, grainId, grainState);
            if (!grainState.RecordExists) return;
        }

        var query = _options.DeleteStateOnClear ? DeleteKey : ClearKey;
        var version = await ChangeAsync(query, stateName, AdoGrainKey.Of(grainId), grainState.ETag);
        Check("ClearState", version, grainState.ETag, stateName, grainId);
        grainState.ETag = _options.DeleteStateOnClear ? null : version;
        grainState.RecordExists = false;
        grainState.State = StateActivator.Create<T>();
    }

    private static string? Version(object value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    private Task OpenAsync(CancellationToken cancellation)
    {
        string[] needed = _options.DeleteStateOnClear
            ? [ReadKey, WriteKey, ClearKey, DeleteKey]
            : [ReadKey, WriteKey, ClearKey];
        return _database.LoadAsync(needed, cancellation);
    }

    private async Task<string?> ChangeAsync(
        string query, string stateName, AdoGrainKey key, string? etag, params DbArgument[] more)
    {
        int? version = string.IsNullOrWhiteSpace(etag) ? null : int.Parse(etag, CultureInfo.InvariantCulture);
        DbArgument[] arguments =
            [.. Arguments(stateName, key), DbArgument.OfNullable("GrainStateVersion", version), .. more];
        var versions = await _database.QueryAsync(
            query,
            arguments,
            static row => row.IsDBNull(0) ? string.Empty : Version(row.GetValue(0)),
            CancellationToken.None);
        return versions.SingleOrDefault();
    }

    private DbArgument[] Arguments(string stateName, AdoGrainKey key) =>
    [
        DbArgument.Of("GrainIdHash", key.Hash),
        DbArgument.Of("GrainIdN0", key.N0),
        DbArgument.Of("GrainIdN1", key.N1),
        DbArgument.Of("GrainTypeHash", unchecked((int)StableHash.ComputeHash(Encoding.UTF8.GetBytes(stateName)))),
        DbArgument.Of("GrainTypeString", stateName),
        DbArgument.Of("GrainIdExtensionString", key.Text),
        DbArgument.Of("ServiceId", _service),
    ];

    /// <summary>The scripts give back the version they found where they changed nothing.</summary>
    private void Check(string operation, string? stored, string? held, string stateName, GrainId grain)
    {
        if (stored != held && !string.IsNullOrEmpty(stored)) return;
        throw new InconsistentStateException(
            $"Version conflict ({operation}): ServiceId={_service} ProviderName={_name} GrainType={stateName} "
            + $"GrainId={grain} ETag={held}.",
            stored,
            held);
    }
}
