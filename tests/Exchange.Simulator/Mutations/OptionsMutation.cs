using Exchange.Grains;
using Exchange.Simulator.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Simulator.Mutations;

/// <summary>A fault in what an operator sets.</summary>
internal sealed class OptionsMutation(string name, string description, Action<ExchangeOptions> set) : Mutation
{
    public override string Name => name;

    public override string Description => description;

    public override void Change(IServiceCollection services) => services.Configure(set);
}
