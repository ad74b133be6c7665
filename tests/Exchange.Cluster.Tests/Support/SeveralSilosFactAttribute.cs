using Exchange.Cluster.Tests.Stacks;

namespace Exchange.Cluster.Tests.Support;

/// <summary>A test of several silos; where there can be but one it is skipped, and says so.</summary>
internal sealed class SeveralSilosFactAttribute : FactAttribute
{
    public SeveralSilosFactAttribute() => Skip = SiloSet.WhyOne;
}

/// <summary>A test of what travels between silos; where nothing does it is skipped, and says so.</summary>
internal sealed class MessagesTheoryAttribute : TheoryAttribute
{
    public MessagesTheoryAttribute() => Skip = SiloSet.WhyOne;
}
