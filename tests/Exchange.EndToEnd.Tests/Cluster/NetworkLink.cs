using System.Net;

namespace Exchange.EndToEnd.Tests.Cluster;

/// <summary>A pair of virtual interfaces, one on the host and one in a namespace, with a network for the two.</summary>
/// <param name="Space">The namespace.</param>
/// <param name="Number">Which of its two links.</param>
internal sealed record NetworkLink(string Space, int Number)
{
    private const uint First = 10u << 24; // 10.0.0.0/8, four addresses to a link
    private const int Links = 1 << 22;
    private const int Bits = 30;

    // Not longer than the 15 letters that the name of an interface may have.
    private string Outer => $"x{Environment.ProcessId}-{Number}";

    private string Inner => $"x{Number}";

    /// <summary>The network, as <c>10.x.y.z/30</c>.</summary>
    public string Network => $"{Address(0)}/{Bits}";

    /// <summary>The host's end.</summary>
    public string HostAddress => Address(1);

    /// <summary>The end of the process in the namespace.</summary>
    public string OwnAddress => Address(2);

    public void Make()
    {
        NetworkSpace.Ip("link", "add", Outer, "type", "veth", "peer", "name", Inner, "netns", Space);
        NetworkSpace.Ip("address", "add", $"{HostAddress}/{Bits}", "dev", Outer);
        NetworkSpace.Ip("-n", Space, "address", "add", $"{OwnAddress}/{Bits}", "dev", Inner);
        NetworkSpace.Ip("link", "set", Outer, "up");
        Mend();
    }

    /// <summary>From now on nothing passes, and nobody is told: connections stay as they are.</summary>
    public void Cut() => NetworkSpace.Ip("-n", Space, "link", "set", Inner, "down");

    /// <summary>It is as it was before it was cut.</summary>
    public void Mend() => NetworkSpace.Ip("-n", Space, "link", "set", Inner, "up");

    /// <summary>Removes both ends, if they are there.</summary>
    public void Remove() => NetworkSpace.Run("link", "del", Outer);

    private string Address(uint host)
    {
        var number = (uint)((2L * Environment.ProcessId + Number) % Links);
        var address = First + number * (1u << (32 - Bits)) + host;
        return new IPAddress(IPAddress.HostToNetworkOrder((int)address) & 0xFFFFFFFFL).ToString();
    }
}
