using Exchange.Contracts;
using Exchange.Contracts.Markets;
using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Tokens;
using Exchange.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Exchange.Grains.Tokens;

/// <summary>
/// One leveraged token. It prices while its commits are under way: state changes only in stretches without an await,
/// and a failed commit takes back all that was built on it (<see cref="TokenBook"/>).
/// </summary>
[Reentrant]
[HashBasedPlacement] // few and busy: counts of activations, of which nearly all are wallets, would say nothing of them
public sealed partial class TokenGrain : Grain, ITokenGrain, IRemindable, IDisposable
{
    private const string WakeReminder = "wake";

    private readonly TokenBook _book;
    private readonly NavBroadcast _broadcast;
    private readonly TimeProvider _clock;
    private readonly ILedger _ledger;
    private readonly ILogger<TokenGrain> _logger;
    private readonly ExchangeOptions _options;
    private readonly NavSequence _sequence;
    private readonly Dictionary<EntryId, Task<Answer<Execution>>> _executing = [];
    private readonly IPersistentState<TokenGrainState> _storage;
    private readonly SemaphoreSlim _listingGate = new(1, 1);
    private readonly SemaphoreSlim _storageGate = new(1, 1);
    private readonly string _symbol;

    private Mark? _mark;
    private IGrainTimer? _publishTimer;
    private IGrainTimer? _wakeTimer;
    private bool _hasBegun;
    private bool _publishPending;

    public TokenGrain(
        [PersistentState("token", GrainStorage.Name)] IPersistentState<TokenGrainState> storage,
        ILedger ledger,
        IOptions<ExchangeOptions> options,
        [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
        TimeProvider time,
        ILogger<TokenGrain> logger)
    {
        _symbol = this.GetPrimaryKeyString();
        _storage = storage;
        _ledger = ledger;
        _options = options.Value;
        _clock = clock;
        _logger = logger;
        _book = new TokenBook(ledger, _symbol, StandDownFenced);
        _broadcast = new NavBroadcast(time, logger);
        _sequence = new NavSequence(reserved => Store(state => state.SequenceReserved = reserved));
    }

    private TokenGrainState Kept => _storage.State;

    // While it is being listed it is not there yet: its book is not loaded, and the write may fail.
    private TokenTerms? Terms => _hasBegun ? _storage.State.Terms : null;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Kept.Terms is { } terms)
        {
            await Begin(terms);
            _mark = await GrainFactory.GetGrain<IMarketFeedGrain>(terms.Underlying).GetMark();
        }
    }

    public async Task<Answer<TokenView>> Create(TokenTerms terms)
    {
        if (!await TryList(terms))
        {
            return Answer<TokenView>.Refuse(Refusal.TokenExists, $"{_symbol} is listed with other terms");
        }

        // Each of these does nothing the second time, so a listing that was cut off is finished by repeating it.
        await GrainFactory.GetGrain<IListingGrain>(IListingGrain.Key).Add(_symbol);
        var mark = await GrainFactory.GetGrain<IMarketFeedGrain>(terms.Underlying).Attach(_symbol);
        _mark ??= mark;
        await this.RegisterOrUpdateReminder(WakeReminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
        Publish();
        return Answer<TokenView>.Of(Describe(Terms!));
    }

    public Task<Answer<TokenView>> Get()
    {
        if (Terms is not { } terms)
        {
            DeactivateOnIdle();
            return Task.FromResult(Answer<TokenView>.Refuse(Refusal.UnknownSymbol));
        }

        return Task.FromResult(Answer<TokenView>.Of(Describe(terms)));
    }

    public Task<Answer<TokenView>> Halt(string reason) => SetHalted(true, reason);

    public Task<Answer<TokenView>> Resume() => SetHalted(false, "");

    public Task StandDown()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    /// <summary>Activation is all it is for: whatever is due is then seen to by the timer and the next mark.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    public void Dispose()
    {
        _listingGate.Dispose();
        _storageGate.Dispose();
    }

    // False: it is listed already, with other terms. One listing at a time: every silo of a cluster that starts the
    // first time lists the first tokens, and the same listing may be sent twice.
    private async Task<bool> TryList(TokenTerms terms)
    {
        await _listingGate.WaitAsync();
        try
        {
            if (Kept.Terms is null)
            {
                await Store(state =>
                {
                    state.Terms = terms;
                    state.ListedAt = _clock.GetUtcNow();
                });
            }

            if (!_hasBegun)
            {
                await Begin(Kept.Terms!);
            }

            return TermsComparer.AreSame(Kept.Terms!, terms);
        }
        catch
        {
            // Listed in storage perhaps, but with no book in memory; a new activation begins properly.
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            _listingGate.Release();
        }
    }

    private void StandDownFenced()
    {
        GrainMetrics.TokenFenced();
        DeactivateOnIdle();
    }

    private async Task Begin(TokenTerms terms)
    {
        await _book.Load(terms, Kept.ListedAt);
        await _sequence.Begin(Kept.SequenceReserved);
        _hasBegun = true;
        ArmWakeTimer();
    }

    private async Task<Answer<TokenView>> SetHalted(bool halted, string reason)
    {
        if (Terms is not { } terms)
        {
            return Answer<TokenView>.Refuse(Refusal.UnknownSymbol);
        }

        if (_book.State.Basket.Status == TokenStatus.Terminated)
        {
            return Answer<TokenView>.Refuse(Refusal.Terminated);
        }

        await Store(state =>
        {
            state.Halted = halted;
            state.HaltReason = reason;
        });
        Publish();
        return Answer<TokenView>.Of(Describe(terms));
    }

    // One write at a time: two at once would each carry the version that the other replaces.
    private async Task Store(Action<TokenGrainState> change)
    {
        await _storageGate.WaitAsync();
        try
        {
            change(_storage.State);
            await _storage.WriteStateAsync();
        }
        catch
        {
            // What memory says now is not what storage has; a new activation reads it.
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            _storageGate.Release();
        }
    }
}
