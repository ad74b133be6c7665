using Exchange.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Simulator.Runs;

/// <summary>
/// Something broken on purpose, at a seam: what the product is put together from, and the ledger that it is given.
/// </summary>
internal abstract class Mutation
{
    /// <summary>A word or two with dashes.</summary>
    public abstract string Name { get; }

    /// <summary>What is broken, in a line.</summary>
    public abstract string Description { get; }

    public virtual void Change(IServiceCollection services)
    {
    }

    public virtual ILedger Wrap(ILedger ledger) => ledger;
}
