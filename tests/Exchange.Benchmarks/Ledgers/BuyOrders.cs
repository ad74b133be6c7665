using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;
using Exchange.Ledger;

namespace Exchange.Benchmarks.Ledgers;

/// <summary>
/// Makes the commits that buy orders of random wallets and tokens end in: decided by the rules of the exchange, with
/// both legs, the detail and the next token state, exactly as the token grain hands them to the ledger.
/// </summary>
internal sealed class BuyOrders
{
    private const int Seed = 20_260_101;
    private const int Deposit = 1_000_000;
    private const long PaidMin = 5 * Amount.Scale;
    private const long PaidMax = 50 * Amount.Scale;
    private static readonly Amount Mark = Amount.Parse("65123.45678901");

    private static readonly JsonSerializerOptions DetailFormat = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly Random _chance = new(Seed);
    private readonly TokenSnapshot[] _tokens;
    private readonly TokenTerms[] _terms;
    private readonly string[] _wallets;
    private long _orders;

    public BuyOrders(int wallets, int tokens)
    {
        var now = DateTimeOffset.UtcNow;
        _wallets = [.. Enumerable.Range(0, wallets).Select(index => $"w{index:000000}")];
        _terms = [.. Enumerable.Range(1, tokens).Select(index =>
            TokenTerms.Usual($"BENCH{index}L", "BTC-USD", Amount.FromInteger(3)))];
        _tokens = [.. _terms.Select(terms => new TokenSnapshot(
            terms.Symbol,
            TokenRevision.None,
            new TokenState(default, terms.NextRebalanceAfter(now), now, null)))];
    }

    /// <summary>The deposits that make every wallet able to pay.</summary>
    public IEnumerable<Commit> Deposits() => _wallets.Select(wallet => new Commit(new Entry(
        EntryId.OfDeposit(wallet, "first"),
        EntryKind.Deposit,
        DateTimeOffset.UtcNow,
        wallet,
        null,
        "first",
        new PostingList()
            .Move(Accounts.External, Accounts.Wallet(wallet), Accounts.QuoteAsset, Amount.FromInteger(Deposit))
            .ToList(),
        "")));

    /// <summary>The next order, which builds on all those before it.</summary>
    public Commit Next()
    {
        var index = _chance.Next(_tokens.Length);
        var token = _tokens[index];
        var wallet = _wallets[_chance.Next(_wallets.Length)];
        var request = new OrderRequest(
            wallet,
            (++_orders).ToString("x16", CultureInfo.InvariantCulture),
            token.Symbol,
            Side.Buy,
            Amount.FromParts(_chance.NextInt64(PaidMin, PaidMax)),
            null,
            null);
        var decision = TokenRules.Execute(
            token.State, _terms[index], Mark, request, request.QuoteAmount!.Value, Amount.Zero).Value;
        var now = DateTimeOffset.UtcNow;
        var id = EntryId.OfOrder(wallet, request.ClientOrderId);
        var entry = new Entry(
            id,
            EntryKind.Creation,
            now,
            wallet,
            token.Symbol,
            request.ClientOrderId,
            decision.Postings,
            JsonSerializer.Serialize(new { Request = request, decision.Fill, CreatedAt = now }, DetailFormat));
        _tokens[index] = new TokenSnapshot(
            token.Symbol, new TokenRevision(token.Revision.Version + 1, id), decision.State);
        return new Commit(entry, new TokenWrite(token.Symbol, token.Revision, decision.State));
    }
}
