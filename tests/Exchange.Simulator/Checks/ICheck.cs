namespace Exchange.Simulator.Checks;

/// <summary>Something that must hold of every run.</summary>
internal interface ICheck
{
    /// <summary>What it looks after, in a word or two.</summary>
    string Name { get; }

    /// <summary>Null: it holds; else the first thing that is wrong, with ids and numbers.</summary>
    string? Find(RunRecord run);
}
