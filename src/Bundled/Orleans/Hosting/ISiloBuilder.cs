using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting
{
    /// <summary>Puts a silo together.</summary>
    public interface ISiloBuilder
    {
        /// <summary>The services of the host.</summary>
        IServiceCollection Services { get; }

        /// <summary>The configuration of the host.</summary>
        IConfiguration Configuration { get; }
    }
}

namespace Orleans.Bundled.Hosting
{
    /// <summary>Puts a silo together.</summary>
    internal sealed class SiloBuilder(IServiceCollection services, IConfiguration configuration)
        : Orleans.Hosting.ISiloBuilder
    {
        public IServiceCollection Services { get; } = services;

        public IConfiguration Configuration { get; } = configuration;
    }
}
