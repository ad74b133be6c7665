using Exchange.Domain.Tokens;

namespace Exchange.Domain.Ledger;

/// <summary>The accounts of one token, and how what happens to its basket is posted to them.</summary>
public sealed class TokenAccounts(string symbol, string underlying)
{
    private const string Cash = Accounts.QuoteAsset;

    private readonly string _income = Accounts.Income(symbol);
    private readonly string _position = Accounts.PositionAsset(underlying);
    private readonly string _token = Accounts.Token(symbol);
    private readonly string _venue = Accounts.Venue(underlying);

    /// <summary>
    /// The venue pays the profit; in a knock-out the insurance pays the deficit and the position goes back.
    /// </summary>
    public void Post(PostingList postings, Basket before, Settled settled)
    {
        postings.Move(_venue, _token, Cash, settled.Profit);
        if (settled.KnockedOut)
        {
            postings.Move(Accounts.Insurance, _token, Cash, settled.Deficit);
            postings.Move(_token, _venue, _position, before.Position);
        }
    }

    public void Post(PostingList postings, string wallet, Created created)
    {
        postings.Move(wallet, _token, Cash, created.Into);
        postings.Move(wallet, _income, Cash, created.Fee + created.Spread);
        postings.Move(_token, wallet, symbol, created.Units);
        postings.Move(_venue, _token, _position, created.Traded);
    }

    public void Post(PostingList postings, string wallet, Redeemed redeemed)
    {
        postings.Move(wallet, _token, symbol, redeemed.Units);
        postings.Move(_token, wallet, Cash, redeemed.Proceeds);
        postings.Move(_token, _income, Cash, redeemed.Fee + redeemed.Spread);
        postings.Move(_venue, _token, _position, redeemed.Traded);
    }

    public void Post(PostingList postings, FundingPaid funding) =>
        postings.Move(_token, _venue, Cash, funding.Paid);

    public void Post(PostingList postings, ManagementFeeCharged fee) =>
        postings.Move(_token, _income, Cash, fee.Charged);

    public void Post(PostingList postings, Rebalanced rebalanced)
    {
        postings.Move(_token, _venue, Cash, rebalanced.Cost);
        postings.Move(_venue, _token, _position, rebalanced.Traded);
    }
}
