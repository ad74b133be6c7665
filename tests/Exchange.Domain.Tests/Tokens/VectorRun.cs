using System.Text.Json.Nodes;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Domain.Tests.Tokens;

/// <summary>Runs the steps of a vector and keeps the counter-accounts that a basket itself does not know.</summary>
internal sealed class VectorRun
{
    private readonly BasketTerms _terms;
    private Basket _basket;
    private Amount _cashIn;
    private Amount _creationFee;
    private Amount _redemptionFee;
    private Amount _spread;
    private Amount _managementFee;
    private Amount _venue;
    private Amount _insurance;

    public VectorRun(JsonNode terms)
    {
        Amount Read(string name) => Amount.Parse(terms[name]!.GetValue<string>());
        _terms = new BasketTerms(
            Read("leverage"), Read("initial_nav"), Read("spread"), Read("creation_fee"), Read("redemption_fee"),
            Read("management_fee_daily"), Read("rebalance_cost"), Read("min_order"));
    }

    public Dictionary<string, string> Apply(JsonNode step)
    {
        Amount Read(string name) => Amount.Parse(step[name]!.GetValue<string>());
        Settle(Read("mark"));
        return step["event"]!.GetValue<string>() switch
        {
            "mark" => [],
            "create" => Create(Read("amount")),
            "redeem" => Redeem(Read("units")),
            "funding" => Fund(Read("rate")),
            "management_fee" => Charge(long.Parse(step["seconds"]!.GetValue<string>(), null)),
            "rebalance" => Rebalance(),
            var other => throw new InvalidDataException(other),
        };
    }

    public Dictionary<string, string> Describe() => new()
    {
        ["status"] = _basket.Status.ToString().ToUpperInvariant(),
        ["collateral"] = _basket.Collateral.ToString(),
        ["position"] = _basket.Position.ToString(),
        ["settlement_price"] = _basket.SettlementPrice.ToString(),
        ["units"] = _basket.Units.ToString(),
        ["nav"] = _basket.Nav(_terms, _basket.SettlementPrice).ToString(),
        ["leverage"] = _basket.Leverage(_basket.SettlementPrice).ToString()[..^2],
        ["income.creation_fee"] = _creationFee.ToString(),
        ["income.redemption_fee"] = _redemptionFee.ToString(),
        ["income.spread"] = _spread.ToString(),
        ["income.management_fee"] = _managementFee.ToString(),
        ["venue"] = _venue.ToString(),
        ["insurance"] = _insurance.ToString(),
    };

    // The vectors count venue and insurance as what they paid in: users' cash less what is left must equal it.
    public void AssertConserved() => Assert.Equal(
        _venue + _insurance + _cashIn,
        _basket.Collateral + _creationFee + _redemptionFee + _spread + _managementFee);

    private void Settle(Amount mark)
    {
        var settled = BasketRules.Settle(_basket, mark);
        _basket = _basket.Evolve(settled);
        _venue += settled.Profit;
        _insurance += settled.Deficit;
    }

    private Dictionary<string, string> Create(Amount paid)
    {
        var decided = BasketRules.Create(_basket, _terms, paid);
        if (decided.IsRefused)
        {
            return Rejected(decided.Refusal);
        }

        var created = decided.Value;
        _basket = _basket.Evolve(created);
        _cashIn += created.Paid;
        _creationFee += created.Fee;
        _spread += created.Spread;
        return Answer(
            ("price", created.Price), ("units", created.Units), ("fee", created.Fee), ("spread", created.Spread));
    }

    private Dictionary<string, string> Redeem(Amount units)
    {
        var decided = BasketRules.Redeem(_basket, _terms, units);
        if (decided.IsRefused)
        {
            return Rejected(decided.Refusal);
        }

        var redeemed = decided.Value;
        _basket = _basket.Evolve(redeemed);
        _cashIn -= redeemed.Proceeds;
        _redemptionFee += redeemed.Fee;
        _spread += redeemed.Spread;
        return Answer(
            ("price", redeemed.Price), ("proceeds", redeemed.Proceeds), ("fee", redeemed.Fee),
            ("spread", redeemed.Spread));
    }

    private Dictionary<string, string> Fund(Amount rate)
    {
        var funding = BasketRules.Fund(_basket, rate);
        _basket = _basket.Evolve(funding);
        _venue -= funding.Paid;
        Settle(_basket.SettlementPrice);
        return Answer(("paid", funding.Paid));
    }

    private Dictionary<string, string> Charge(long seconds)
    {
        var charged = BasketRules.ChargeManagementFee(_basket, _terms, seconds);
        _basket = _basket.Evolve(charged);
        _managementFee += charged.Charged;
        return Answer(("charged", charged.Charged));
    }

    private Dictionary<string, string> Rebalance()
    {
        var rebalanced = RebalanceRule.Rebalance(_basket, _terms);
        _basket = _basket.Evolve(rebalanced);
        _venue -= rebalanced.Cost;
        Settle(_basket.SettlementPrice);
        return Answer(("traded", rebalanced.Traded), ("cost", rebalanced.Cost));
    }

    private static Dictionary<string, string> Answer(params (string Name, Amount Value)[] fields) =>
        fields.ToDictionary(field => field.Name, field => field.Value.ToString());

    private static Dictionary<string, string> Rejected(Refusal refusal) => new()
    {
        ["rejected"] = refusal switch
        {
            Refusal.BelowMinimum => "BELOW_MINIMUM",
            Refusal.Terminated => "TERMINATED",
            _ => refusal.ToString(),
        },
    };
}
