using Exchange.Simulator.Model;

namespace Exchange.Simulator.Checks;

/// <summary>The naive model, told of every entry, comes to the same fills, fees, trades and balances.</summary>
internal sealed class ModelCheck : ICheck
{
    public string Name => "model";

    public string? Find(RunRecord run)
    {
        var model = new ModelExchange();
        run.Listings.ForEach(model.List);
        foreach (var landed in run.Entries)
        {
            if (model.Apply(landed) is { } fault)
            {
                return fault;
            }
        }

        return run.Moment is { } moment ? model.Compare(moment.Balances) : null;
    }
}
