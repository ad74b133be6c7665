namespace Exchange.Benchmarks.Harness;

/// <summary>A folder that is gone when the benchmark is over.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch(string parent) =>
        Path = Directory.CreateDirectory(System.IO.Path.Combine(parent, $"exchange-benchmark-{Guid.NewGuid():N}"))
            .FullName;

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
