using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Orleans.Configuration
{
    /// <summary>Options of a store in memory.</summary>
    public class MemoryGrainStorageOptions : IStorageProviderSerializerOptions
    {
        /// <summary>Into how many grains the store is divided; here it is one object.</summary>
        public int NumStorageGrains { get; set; } = 10;

        /// <summary>At which stage of the silo it is ready.</summary>
        public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

        /// <inheritdoc/>
        public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
    }

    /// <summary>Options of a store in a database.</summary>
    public class AdoNetGrainStorageOptions : IStorageProviderSerializerOptions
    {
        /// <summary>The database, if none is named.</summary>
        public const string DEFAULT_ADONET_INVARIANT = "Microsoft.Data.SqlClient";

        /// <summary>How to connect.</summary>
        public string? ConnectionString { get; set; }

        /// <summary>Makes connections, instead of a connection string; belongs to the caller.</summary>
        public System.Data.Common.DbDataSource? DataSource { get; set; }

        /// <summary>Which database: <c>Npgsql</c> or <c>System.Data.SQLite</c>.</summary>
        public string Invariant { get; set; } = DEFAULT_ADONET_INVARIANT;

        /// <summary>At which stage of the silo it is ready.</summary>
        public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

        /// <summary>Whether a cleared record is deleted; else it is emptied.</summary>
        public bool DeleteStateOnClear { get; set; }

        /// <inheritdoc/>
        public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
    }
}

namespace Orleans.Bundled.Storage
{
    /// <summary>Reads the options of a named store, and adds the serializer if they name none.</summary>
    internal static class StorageOptions
    {
        public static TOptions Of<TOptions>(IServiceProvider services, string name)
            where TOptions : class, IStorageProviderSerializerOptions
        {
            var options = services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name);
            options.GrainStorageSerializer ??= services.GetKeyedService<IGrainStorageSerializer>(name)
                ?? services.GetRequiredService<IGrainStorageSerializer>();
            return options;
        }
    }
}
