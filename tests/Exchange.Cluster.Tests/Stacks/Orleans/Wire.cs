using System.Reflection;
using Exchange.Silo.Clustering;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Exchange.Cluster.Tests.Stacks;

/// <summary>
/// How messages travel between silos: Orleans' own serializer, set up as silos of a cluster set it up.
/// </summary>
internal static class Wire
{
    private static readonly Serializer Serializer = new ServiceCollection()
        .AddSerializer().AddFaultsThatTravel().BuildServiceProvider().GetRequiredService<Serializer>();

    /// <summary>What comes out of the bytes that a value becomes as an argument or result of a type.</summary>
    public static object? RoundTrip(object? value, Type type) => typeof(Wire)
        .GetMethod(nameof(RoundTripOf), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(type).Invoke(null, [value]);

    private static T? RoundTripOf<T>(T value) =>
        Serializer.Deserialize<T>(Serializer.SerializeToArray(value));
}
