using Exchange.Contracts.Tokens;
using Exchange.Contracts.Wallets;
using Exchange.Domain.Tokens;
using Exchange.Simulator.Ledger;

namespace Exchange.Simulator.Checks;

/// <summary>What a run left behind: all that its checkers look at.</summary>
internal sealed class RunRecord
{
    /// <summary>Every entry, in the order of the ledger (collected from <see cref="LedgerStore.Landed"/>).</summary>
    public List<LandedEntry> Entries { get; } = [];

    /// <summary>The ledger at the end.</summary>
    public LedgerMoment? Moment { get; set; }

    /// <summary>The terms of every token that was listed, or that somebody tried to list, once each.</summary>
    public List<TokenTerms> Listings { get; } = [];

    public List<OrderAttempt> Orders { get; } = [];

    public List<TransferAttempt> Transfers { get; } = [];

    public List<OperatorAttempt> Operations { get; } = [];

    /// <summary>What subscribers were told, in the order in which each got it.</summary>
    public List<Received> Navs { get; } = [];

    /// <summary>Every price that a market really had; a feed's errors are none.</summary>
    public List<Quoted> Quoted { get; } = [];

    /// <summary>
    /// Wallets soon after the last of their orders was answered; none if some were answered only later.
    /// </summary>
    public List<WalletView> EarlyWallets { get; } = [];

    /// <summary>Every wallet as its grain answers once all is quiet.</summary>
    public List<WalletView> Wallets { get; } = [];

    /// <summary>Every token as its grain answers once all is quiet and each market has had a fresh mark.</summary>
    public List<TokenView> Tokens { get; } = [];

    /// <summary>When all was quiet.</summary>
    public DateTimeOffset EndedAt { get; set; }

    /// <summary>
    /// Whether the run may have sent a call twice by itself: what was refused may then still have happened.
    /// </summary>
    public bool CallsAreRepeated { get; set; }

    /// <summary>Whether a silo's clock may have been wrong.</summary>
    public bool ClocksAreWrong { get; set; }
}
