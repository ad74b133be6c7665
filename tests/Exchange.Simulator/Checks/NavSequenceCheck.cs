using Exchange.Contracts.Tokens;

namespace Exchange.Simulator.Checks;

/// <summary>
/// No sequence number of a token tells two net asset values, whoever crashed in between, and in the end each token is
/// at or above the highest that anybody heard: a gateway takes nothing that is below, and would be deaf to it.
/// </summary>
internal sealed class NavSequenceCheck : ICheck
{
    public string Name => "net asset values";

    public string? Find(RunRecord run)
    {
        var told = new Dictionary<(string Symbol, long Sequence), NavUpdate>();
        var highest = new Dictionary<string, long>();
        foreach (var (_, update) in run.Navs)
        {
            var key = (update.Symbol, update.Sequence);
            if (!told.TryAdd(key, update) && told[key] != update)
            {
                return $"{update.Symbol} used sequence {update.Sequence} twice: {told[key]} and {update}";
            }

            highest[update.Symbol] = Math.Max(highest.GetValueOrDefault(update.Symbol), update.Sequence);
        }

        return run.Tokens
            .Where(token => token.Nav.Sequence < highest.GetValueOrDefault(token.Terms.Symbol))
            .Select(token => $"{token.Terms.Symbol} fell to sequence {token.Nav.Sequence}, and "
                + $"{highest[token.Terms.Symbol]} was heard")
            .FirstOrDefault();
    }
}
