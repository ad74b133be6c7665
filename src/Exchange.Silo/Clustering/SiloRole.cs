namespace Exchange.Silo.Clustering;

/// <summary>What a process does for the exchange.</summary>
public enum SiloRole
{
    /// <summary>Holds grains and takes calls.</summary>
    Both,

    /// <summary>Holds grains, writes to the ledger, reads prices; takes no calls from outside.</summary>
    Silo,

    /// <summary>Takes calls, and passes them on to the silos of a cluster.</summary>
    Gateway,
}
