using Exchange.Domain.Money;

namespace Exchange.Domain.Ledger;

/// <summary>What an entry is.</summary>
public enum EntryKind
{
    /// <summary>Takes the id of something that shall never happen; no postings.</summary>
    Void = 0,
    Deposit = 1,
    Withdrawal = 2,
    Creation = 3,
    Redemption = 4,
    Funding = 5,
    Rebalance = 6,
    KnockOut = 7,
}

/// <summary>One side of an entry.</summary>
/// <param name="Account">See <see cref="Accounts"/>.</param>
/// <param name="Asset">USDT, a token's symbol, or a position such as BTC-PERP.</param>
/// <param name="Value">Into the account; less than zero: out of it.</param>
public readonly record struct Posting(string Account, string Asset, Amount Value);

/// <summary>One entry of the ledger: postings that sum to zero in every asset. It touches at most one wallet.</summary>
/// <param name="Id">Made from its cause.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Time">When it was decided, by the exchange's clock (UTC).</param>
/// <param name="WalletId">The wallet it touches or speaks of, if any.</param>
/// <param name="Symbol">The token it touches or speaks of, if any.</param>
/// <param name="Cause">The sender's id of the order, transfer, rebalance or funding that caused it.</param>
/// <param name="Postings">Its sides; none in a void.</param>
/// <param name="Detail">The facts of its kind as JSON (an order's fill, a rebalance), or empty.</param>
public sealed record Entry(
    EntryId Id,
    EntryKind Kind,
    DateTimeOffset Time,
    string? WalletId,
    string? Symbol,
    string Cause,
    IReadOnlyList<Posting> Postings,
    string Detail)
{
    /// <summary>The longest detail, in characters.</summary>
    public const int DetailLengthMax = 4096;

    /// <summary>The most postings.</summary>
    public const int PostingsMax = 64;

    /// <summary>Asserts what must hold of every entry whoever made it.</summary>
    /// <exception cref="InvalidOperationException">It does not hold; the message says what.</exception>
    public void AssertValid()
    {
        Assert(Postings.Count <= PostingsMax, "has too many postings");
        Assert(Detail.Length <= DetailLengthMax, "has too long a detail");
        Assert(Kind != EntryKind.Void || Postings.Count == 0, "is void and has postings");
        Assert(Time.Offset == TimeSpan.Zero, "is not in UTC");
        for (var index = 0; index < Postings.Count; index++)
        {
            var posting = Postings[index];
            var wallet = Accounts.WalletOf(posting.Account);
            Assert(wallet is null || wallet == WalletId, "touches a wallet that is not its own");
            Assert(!posting.Value.IsZero, "has a posting of nothing");
            Assert(SumOf(posting.Asset).IsZero, $"does not balance in {posting.Asset}");
        }
    }

    // Entries have a handful of postings; adding up each asset again costs less than a dictionary.
    private Amount SumOf(string asset)
    {
        var sum = Amount.Zero;
        for (var index = 0; index < Postings.Count; index++)
        {
            if (Postings[index].Asset == asset)
            {
                sum += Postings[index].Value;
            }
        }

        return sum;
    }

    private void Assert(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Entry {Id} ({Kind}, {Cause}) {what}.");
        }
    }
}
