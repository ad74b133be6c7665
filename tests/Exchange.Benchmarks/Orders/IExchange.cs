namespace Exchange.Benchmarks.Orders;

/// <summary>What takes the orders: one process, or those of a cluster. Disposing kills it.</summary>
internal interface IExchange : IDisposable
{
    /// <summary>Folder with the key that its tokens are minted with.</summary>
    string DataPath { get; }

    /// <summary>Of its gateways.</summary>
    IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Processor time that all its processes have used.</summary>
    TimeSpan CpuTime { get; }

    /// <summary>Kills it without warning.</summary>
    void Kill();
}
