using System.Globalization;
using System.Net;

namespace Orleans.Runtime;

/// <summary>The address of one life of a silo: an endpoint and a generation, new at every start.</summary>
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private static readonly DateTime Epoch = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
    }

    /// <summary>The address of no silo.</summary>
    public static SiloAddress Zero { get; } = New(IPAddress.Any, 0, 0);

    /// <summary>Address and port.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Tells one life of the silo from the next.</summary>
    public int Generation { get; }

    /// <summary>Whether it is a client's, whose generations are negative.</summary>
    public bool IsClient => Generation < 0;

    /// <summary>From an endpoint and a generation.</summary>
    public static SiloAddress New(IPEndPoint ep, int gen)
    {
        ArgumentNullException.ThrowIfNull(ep);
        return new SiloAddress(ep, gen);
    }

    /// <summary>From address, port and generation.</summary>
    public static SiloAddress New(IPAddress address, int port, int generation) =>
        new(new IPEndPoint(address, port), generation);

    /// <summary>A generation that rises with the clock: seconds of this machine.</summary>
    public static int AllocateNewGeneration() =>
        (int)(TimeProvider.System.GetUtcNow().UtcDateTime - Epoch).TotalSeconds;

    /// <summary>From what <see cref="ToParsableString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not such an address.</exception>
    public static SiloAddress FromParsableString(string addr)
    {
        ArgumentNullException.ThrowIfNull(addr);
        var at = addr.LastIndexOf('@');
        var colon = at < 0 ? -1 : addr.LastIndexOf(':', at);
        if (colon < 0) throw new FormatException($"'{addr}' is not a silo address.");
        return New(
            IPAddress.Parse(addr[..colon].Trim('[', ']')),
            int.Parse(addr.AsSpan(colon + 1, at - colon - 1), CultureInfo.InvariantCulture),
            int.Parse(addr.AsSpan(at + 1), CultureInfo.InvariantCulture));
    }

    /// <summary><c>address:port@generation</c>.</summary>
    public string ToParsableString() => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}@{Generation}");

    /// <inheritdoc/>
    public bool Equals(SiloAddress? other) =>
        other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => GetConsistentHashCode();

    /// <summary>A hash that is the same in every process.</summary>
    public int GetConsistentHashCode() => (int)StableHash.ComputeHash(ToParsableString());

    /// <inheritdoc/>
    public int CompareTo(SiloAddress? other) =>
        other is null ? 1 : string.CompareOrdinal(ToParsableString(), other.ToParsableString());

    /// <inheritdoc/>
    public override string ToString() => $"S{Endpoint.Address}:{Endpoint.Port}:{Generation}";
}
