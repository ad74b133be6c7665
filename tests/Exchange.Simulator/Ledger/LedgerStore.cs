using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Ledger;
using Exchange.Ledger.Encoding;
using Exchange.Ledger.Writing;

namespace Exchange.Simulator.Ledger;

/// <summary>
/// The database of the simulated ledger. It outlives silos: each has a writer of its own on it. What lands is judged by
/// the product's own judge; only storage, time and faults are simulated.
/// </summary>
/// <param name="clock">The clock of the database.</param>
internal sealed class LedgerStore(TimeProvider clock, ILedgerFaults faults)
{
    private readonly SortedDictionary<string, SortedDictionary<string, Amount>> _balances = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ChainHead> _chains = new(StringComparer.Ordinal);
    private readonly List<RecordedEntry> _entries = [];
    private readonly Dictionary<EntryId, RecordedEntry> _ofId = [];
    private readonly Dictionary<string, List<RecordedEntry>> _ofSymbol = [];
    private readonly Dictionary<string, List<RecordedEntry>> _ofWallet = [];
    private readonly SortedDictionary<string, StoredToken> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _versions = [];
    private BatchJudge? _judge;
    private long _sequence;
    private int _writers;

    /// <summary>Told of every entry as it lands, in the order of the sequences.</summary>
    public event Action<LandedEntry>? Landed;

    public TimeProvider Clock { get; } = clock;

    public ILedgerFaults Faults { get; } = faults;

    /// <summary>
    /// Many silos write; in the simulation one at a time, in the suite that all ledgers pass at once.
    /// </summary>
    public Lock Sync { get; } = new();

    /// <summary>Every entry, in order; one that landed never changes.</summary>
    public IReadOnlyList<RecordedEntry> Entries => _entries;

    private BatchJudge Judge => _judge ??= new BatchJudge(new StoreFacts(this));

    /// <summary>A name for one more writer and its hash chain.</summary>
    public string NameWriter() => $"writer-{Interlocked.Increment(ref _writers)}";

    /// <summary>
    /// Judges a batch and writes what lands, all in one moment; each commit then has its answer. A number or two are
    /// lost on the way to it, as databases lose them.
    /// </summary>
    public void Land(IReadOnlyList<PendingCommit> batch, HashChain chain)
    {
        _sequence++;
        foreach (var pending in Judge.Judge(batch))
        {
            pending.Sequence = ++_sequence;
            Add(pending, chain);
        }

        foreach (var slot in Judge.DirtyBalances)
        {
            AssetsOf(slot.Key.Account)[slot.Key.Asset] = slot.Value;
        }

        foreach (var slot in Judge.DirtyWallets)
        {
            _versions[slot.WalletId] = slot.Version;
        }

        foreach (var slot in Judge.DirtyTokens)
        {
            _tokens[slot.Symbol] = new StoredToken(slot.Symbol, slot.Revision, TokenStateText.Write(slot.State!));
        }

        Judge.Settle(int.MaxValue);
    }

    public RecordedEntry? FindEntry(EntryId id) => _ofId.GetValueOrDefault(id);

    public TokenSnapshot? FindToken(string symbol) => _tokens.GetValueOrDefault(symbol)?.Read();

    public TokenRevision Revision(string symbol) => _tokens.GetValueOrDefault(symbol)?.Revision ?? TokenRevision.None;

    public long Version(string walletId) => _versions.GetValueOrDefault(walletId);

    public Amount Balance(string account, string asset) =>
        _balances.GetValueOrDefault(account)?.GetValueOrDefault(asset) ?? Amount.Zero;

    public WalletSnapshot FindWallet(string walletId)
    {
        string[] accounts = [Accounts.Wallet(walletId), Accounts.Held(walletId)];
        return new WalletSnapshot(walletId, Version(walletId), [.. accounts.SelectMany(BalancesOf)]);
    }

    /// <summary>Entries of a wallet, a token, both or neither, the oldest first.</summary>
    public IReadOnlyList<RecordedEntry> EntriesOf(string? walletId, string? symbol) =>
        walletId is not null ? _ofWallet.GetValueOrDefault(walletId) ?? []
        : symbol is not null ? _ofSymbol.GetValueOrDefault(symbol) ?? []
        : _entries;

    /// <summary>All that there is at this moment.</summary>
    public LedgerMoment Moment() => new(
        [.. _entries],
        [.. _balances.Keys.SelectMany(BalancesOf)],
        [.. _tokens.Values],
        [.. _chains.Values]);

    private void Add(PendingCommit pending, HashChain chain)
    {
        var entry = pending.Commit.Entry with { Postings = PostingsText.Read(pending.Postings) };
        var hash = chain.Append(pending.Sequence, pending.Content);
        var recorded = new RecordedEntry(entry, pending.Sequence, chain.Writer, hash, pending.StateHash);
        _entries.Add(recorded);
        _ofId.Add(entry.Id, recorded);
        Index(_ofWallet, entry.WalletId, recorded);
        Index(_ofSymbol, entry.Symbol, recorded);
        _chains[chain.Writer] = new ChainHead(chain.Writer, chain.Count, pending.Sequence, hash);
        Landed?.Invoke(new LandedEntry(recorded, pending.Commit.Token?.State));
    }

    private static void Index(Dictionary<string, List<RecordedEntry>> index, string? key, RecordedEntry recorded)
    {
        if (key is null)
        {
            return;
        }

        if (!index.TryGetValue(key, out var entries))
        {
            index.Add(key, entries = []);
        }

        entries.Add(recorded);
    }

    private SortedDictionary<string, Amount> AssetsOf(string account)
    {
        if (!_balances.TryGetValue(account, out var assets))
        {
            _balances.Add(account, assets = new SortedDictionary<string, Amount>(StringComparer.Ordinal));
        }

        return assets;
    }

    // One that went back to nothing is none.
    private IEnumerable<Posting> BalancesOf(string account) => (_balances.GetValueOrDefault(account) ?? [])
        .Where(pair => !pair.Value.IsZero)
        .Select(pair => new Posting(account, pair.Key, pair.Value));
}
