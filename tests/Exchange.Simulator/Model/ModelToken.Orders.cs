using Exchange.Domain.Ledger;

namespace Exchange.Simulator.Model;

/// <summary>Orders as they should have been filled.</summary>
internal sealed partial class ModelToken
{
    private void Create(Entry entry, EntryFacts facts, Fraction unitsHeld)
    {
        var (request, fill) = Open(entry, facts, "Buy");
        Settle(fill.Number("mark"));
        Require(!_basket.IsOver, "it fills an order on a token that its mark knocks out");
        var nav = _basket.Nav;
        var created = request.NumberOrNone("quoteAmount") is { } amount
            ? _basket.CreateFor(amount)
            : _basket.CreateUnits(request.Number("units"));
        Require(created.Paid >= _terms.Basket.OrderMin, "the order is below the minimum");
        Require(created.Units.Sign > 0, "the order buys nothing");
        Require(created.Spread.Sign >= 0, "the spread is income that is less than nothing");
        Require(_terms.OrderCap is not { } orderCap || created.Paid <= orderCap, "the order is above its cap");
        Require(
            _terms.TokenCap is not { } tokenCap || _basket.U + created.Units <= tokenCap, "the token is above its cap");
        Require(
            _terms.WalletCap is not { } walletCap || unitsHeld + created.Units <= walletCap,
            "the wallet is above its cap");
        Require(
            request.NumberOrNone("limitPrice") is not { } limit || created.Ask <= limit,
            "the price is worse than the limit");

        var wallet = $"wallet/{entry.WalletId}";
        _flows.Move(wallet, _collateral, Cash, created.Into);
        _flows.Move(wallet, _income, Cash, created.Fee + created.Spread);
        _flows.Move(_collateral, wallet, _terms.Symbol, created.Units);
        _flows.Move(_venue, _collateral, _position, created.Traded);
        _basket.Apply(created);
        CompareFill(fill, created.Units, created.Paid, created.Ask, nav, created.Fee, created.Spread);
    }

    private void Redeem(Entry entry, EntryFacts facts)
    {
        var (request, fill) = Open(entry, facts, "Sell");
        Settle(fill.Number("mark"));
        Require(!_basket.IsOver, "it fills an order on a token that its mark knocks out");
        Require(_basket.U.Sign > 0, "it sells units of which there are none");
        var nav = _basket.Nav;
        var units = request.NumberOrNone("quoteAmount") is { } amount
            ? _basket.UnitsFor(amount)
            : request.Number("units");
        Require(units.Sign > 0 && units <= _basket.U, "it sells nothing, or more than there is");
        var redeemed = _basket.Redeem(units);
        var proceeds = redeemed.Gross - redeemed.Fee;
        Require(redeemed.Gross >= _terms.Basket.OrderMin || units == _basket.U, "the order is below the minimum");
        Require(redeemed.Spread.Sign >= 0, "the spread is income that is less than nothing");
        Require(_terms.OrderCap is not { } cap || proceeds <= cap, "the order is above its cap");
        Require(
            request.NumberOrNone("limitPrice") is not { } limit || redeemed.Bid >= limit,
            "the price is worse than the limit");

        var wallet = $"wallet/{entry.WalletId}";
        _flows.Move(wallet, _collateral, _terms.Symbol, units);
        _flows.Move(_collateral, wallet, Cash, proceeds);
        _flows.Move(_collateral, _income, Cash, redeemed.Fee + redeemed.Spread);
        _flows.Move(_venue, _collateral, _position, redeemed.Traded);
        _basket.Apply(redeemed);
        CompareFill(fill, units, proceeds, redeemed.Bid, nav, redeemed.Fee, redeemed.Spread);
    }

    private (EntryFacts Request, EntryFacts Fill) Open(Entry entry, EntryFacts facts, string side)
    {
        var (request, fill) = (facts.Of("request"), facts.Of("fill"));
        Same("side", side, request.Text("side"));
        Same("symbol", _terms.Symbol, request.Text("symbol"));
        Same("wallet", entry.WalletId, request.Text("walletId"));
        Same("client order id", entry.Cause, request.Text("clientOrderId"));
        return (request, fill);
    }

    private static void CompareFill(
        EntryFacts fill, Fraction units, Fraction quote, Fraction price, Fraction nav, Fraction fee, Fraction spread)
    {
        Same("units", units, fill.Number("units"));
        Same("quote", quote, fill.Number("quote"));
        Same("price", price, fill.Number("price"));
        Same("nav", nav, fill.Number("nav"));
        Same("fee", fee, fill.Number("fee"));
        Same("spread", spread, fill.Number("spreadCost"));
    }
}
