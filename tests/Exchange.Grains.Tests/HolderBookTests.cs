using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Grains.Tokens;
using Exchange.Ledger;
using NSubstitute;

namespace Exchange.Grains.Tests;

/// <summary>
/// The book of holders beside a naive twin, which adds up what has landed and what is under way: whoever is known is
/// known exactly, however readings of the ledger, commits and failures come between each other.
/// </summary>
public sealed class HolderBookTests
{
    private const string Symbol = "BTC3L";
    private const int Wallets = 6;
    private const int HoldersMax = 3;
    private const int Steps = 10_000;

    private readonly Dictionary<string, Amount> _landed = [];
    private readonly List<(string Wallet, Amount Early, TaskCompletionSource<WalletSnapshot> Read, Task Known)> _reads =
        [];
    private readonly List<Entry> _underWay = [];
    private readonly HolderBook _book;
    private TaskCompletionSource<WalletSnapshot> _read = new();
    private int _orders;

    public HolderBookTests()
    {
        var ledger = Substitute.For<ILedger>();
        ledger.LoadWalletAsync("", default).ReturnsForAnyArgs(_ => new ValueTask<WalletSnapshot>(_read.Task));
        _book = new HolderBook(ledger, Symbol, HoldersMax);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whoever_is_known_is_known_exactly(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(10))
            {
                case < 4:
                    Order($"w{random.Next(Wallets)}", random.Next(-3, 4));
                    break;
                case < 6 when _reads.Count > 0:
                    Answer(random.Next(_reads.Count), random.Next(2) == 0);
                    break;
                case < 9 when _underWay.Count > 0:
                    Land(_underWay[random.Next(_underWay.Count)]);
                    break;
                case 9 when random.Next(20) == 0:
                    Fail();
                    break;
            }
        }

        Assert.True(_orders > Steps / 40, $"only {_orders} orders");
    }

    // Whoever is not known is read, and orders again some other time, as the token does.
    private void Order(string wallet, int units)
    {
        _read = new TaskCompletionSource<WalletSnapshot>();
        var known = _book.Know(wallet);
        if (!known.IsCompleted)
        {
            _reads.Add((wallet, _landed.GetValueOrDefault(wallet), _read, known.AsTask()));
            return;
        }

        Assert.True(known.Result);
        Assert.Equal(Expected(wallet), _book.Units(wallet));
        if (units != 0)
        {
            _orders++;
            var entry = Entry(wallet, Amount.Parse($"{units}"));
            _underWay.Add(entry);
            _book.Begin(entry);
            Assert.Equal(Expected(wallet), _book.Units(wallet));
        }
    }

    // What is read was so at some time between the question and the answer.
    private void Answer(int index, bool isEarly)
    {
        var (wallet, early, read, known) = _reads[index];
        _reads.RemoveAt(index);
        read.SetResult(new WalletSnapshot(wallet, 1,
        [
            new Posting(Accounts.Wallet(wallet), Accounts.QuoteAsset, Amount.Parse("7")),
            new Posting(
                Accounts.Wallet(wallet), Symbol, isEarly ? early : _landed.GetValueOrDefault(wallet)),
        ]));
        Assert.True(known.IsCompletedSuccessfully);
    }

    private void Land(Entry entry)
    {
        _underWay.Remove(entry);
        _landed[entry.WalletId!] = Expected(entry.WalletId!, [entry]);
        _book.End(entry);
    }

    // One commit failed, and with it all that were built on it.
    private void Fail()
    {
        foreach (var entry in _underWay)
        {
            _book.End(entry);
        }

        _underWay.Clear();
        _book.Clear();
    }

    private Amount Expected(string wallet) => Expected(wallet, _underWay);

    private Amount Expected(string wallet, List<Entry> underWay) => underWay
        .Where(entry => entry.WalletId == wallet)
        .SelectMany(entry => entry.Postings)
        .Where(posting => posting.Asset == Symbol && posting.Account == Accounts.Wallet(wallet))
        .Aggregate(_landed.GetValueOrDefault(wallet), static (sum, posting) => sum + posting.Value);

    private static Entry Entry(string wallet, Amount units)
    {
        var cause = Guid.NewGuid().ToString("N");
        return new Entry(
            EntryId.OfOrder(wallet, cause), EntryKind.Creation, DateTimeOffset.UnixEpoch, wallet, Symbol, cause,
            [
                new Posting(Accounts.Wallet(wallet), Symbol, units),
                new Posting(Accounts.Token(Symbol), Symbol, -units),
            ],
            "");
    }
}
