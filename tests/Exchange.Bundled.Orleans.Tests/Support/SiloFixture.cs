using Orleans.Hosting;

namespace Exchange.Bundled.Orleans.Tests.Support;

/// <summary>One silo for all tests of the collection; each test uses keys of its own.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    private TestSilo? _silo;

    public TestSilo Silo => _silo!;

    public IGrainFactory Grains => Silo.Grains;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(
        silo => silo.AddMemoryGrainStorage("memory").AddMemoryGrainStorageAsDefault());

    public async Task DisposeAsync() => await Silo.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class SiloCollection : ICollectionFixture<SiloFixture>
{
    public const string Name = "silo";
}
