namespace Exchange.Cluster.Tests.Stacks;

/// <summary>How messages travel between silos: on the bundled stack they do not.</summary>
internal static class Wire
{
    public static object? RoundTrip(object? value, Type type) => throw new InvalidOperationException(SiloSet.WhyOne);
}
