namespace Exchange.EndToEnd.Tests.Support;

/// <summary>A folder that goes away with its test.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("exchange-end-to-end-").FullName;

    public void Dispose() => Directory.Delete(Path, true);
}
