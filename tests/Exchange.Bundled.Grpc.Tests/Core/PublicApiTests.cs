using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Grpc.Net.Compression;

namespace Exchange.Bundled.Grpc.Tests;

/// <summary>
/// The file lists what the bundled assembly declares. On the bundled stack it must be exact; on the other, grpc-dotnet
/// must declare every line of it: so the stand-in has nothing that the real one lacks.
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Declares_what_is_listed_and_the_real_one_has_it()
    {
        var listed = Listed();
        var declared = PublicApi.Of(new[]
        {
            typeof(Status).Assembly,
            typeof(GzipCompressionProvider).Assembly,
            typeof(GrpcServiceOptions).Assembly,
            typeof(GrpcChannel).Assembly,
        }.Distinct());
        Assert.Empty(listed.Except(declared));
#if BUNDLED
        Assert.Empty(declared.Except(listed));
#endif
    }

    private static SortedSet<string> Listed()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("PublicApi.txt")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new SortedSet<string>(lines, StringComparer.Ordinal);
    }
}
