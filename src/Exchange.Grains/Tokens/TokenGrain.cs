using Exchange.Contracts;
using Exchange.Contracts.Markets;
using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Tokens;
using Exchange.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Exchange.Grains.Tokens;

/// <summary>
/// One leveraged token. It prices while its commits are under way: state changes only in stretches without an await,
/// and a failed commit takes back all that was built on it (<see cref="TokenBook"/>).
/// </summary>
[Reentrant]
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
    private readonly IPersistentState<TokenGrainState> _storage;
    private readonly SemaphoreSlim _storageGate = new(1, 1);
    private readonly string _symbol;

    private Mark? _mark;
    private IGrainTimer? _publishTimer;
    private IGrainTimer? _wakeTimer;
    private bool _publishPending;

    public TokenGrain(
        [PersistentState("token", GrainStorage.Name)] IPersistentState<TokenGrainState> storage,
        ILedger ledger,
        IOptions<ExchangeOptions> options,
        [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
        ILogger<TokenGrain> logger)
    {
        _symbol = this.GetPrimaryKeyString();
        _storage = storage;
        _ledger = ledger;
        _options = options.Value;
        _clock = clock;
        _logger = logger;
        _book = new TokenBook(ledger, _symbol, DeactivateOnIdle);
        _broadcast = new NavBroadcast(logger);
        _sequence = new NavSequence(reserved => Store(state => state.SequenceReserved = reserved));
    }

    private TokenGrainState Kept => _storage.State;

    private TokenTerms? Terms => _storage.State.Terms;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Terms is not null)
        {
            await Begin();
            _mark = await GrainFactory.GetGrain<IMarketFeedGrain>(Terms.Underlying).GetMark();
        }
    }

    public async Task<Answer<TokenView>> Create(TokenTerms terms)
    {
        if (Terms is { } listed)
        {
            if (!TermsComparer.AreSame(listed, terms))
            {
                return Answer<TokenView>.Refuse(Refusal.TokenExists, $"{_symbol} is listed with other terms");
            }
        }
        else
        {
            await Store(state =>
            {
                state.Terms = terms;
                state.ListedAt = _clock.GetUtcNow();
            });
            await Begin();
        }

        // Each of these does nothing the second time, so a listing that was cut off is finished by repeating it.
        await GrainFactory.GetGrain<IListingGrain>(IListingGrain.Key).Add(_symbol);
        _mark ??= await GrainFactory.GetGrain<IMarketFeedGrain>(terms.Underlying).Attach(_symbol);
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

    /// <summary>Activation is all it is for: whatever is due is then seen to by the timer and the next mark.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    public void Dispose() => _storageGate.Dispose();

    private async Task Begin()
    {
        await _book.Load(Terms!, Kept.ListedAt);
        await _sequence.Begin(Kept.SequenceReserved);
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
