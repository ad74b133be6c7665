namespace Exchange.Benchmarks.Databases;

/// <summary>Makes the databases of a benchmark; with it goes all that was made.</summary>
internal interface IDatabases : IAsyncDisposable
{
    /// <summary>As it stands in the names of ratios.</summary>
    string Name { get; }

    /// <summary>What of it bears on a figure.</summary>
    string Description { get; }

    /// <summary>What a transaction for each order is, in words.</summary>
    string SingleDescription { get; }

    /// <summary>Makes an empty one.</summary>
    Database Make(string name);
}
