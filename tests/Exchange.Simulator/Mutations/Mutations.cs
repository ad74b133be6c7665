using Exchange.Domain.Money;
using Exchange.Simulator.Runs;

namespace Exchange.Simulator.Mutations;

/// <summary>
/// All faults that are made on purpose at a seam, to see that the simulator finds them. Those inside the product are
/// patches, applied to a copy (<c>mutate.sh</c>).
/// </summary>
internal static class Mutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new LedgerMutation(
            "void-not-written", "a void is acknowledged and not written", ledger => new VoidNotWritten(ledger)),
        new LedgerMutation(
            "version-not-checked", "a stale token state is committed", ledger => new VersionNotChecked(ledger)),
        new LedgerMutation(
            "not-durable", "one commit in fifty is acknowledged and lost", ledger => new NotDurable(ledger)),
        new LedgerMutation(
            "unknown-told-as-done", "an unknown outcome is told as done", ledger => new UnknownToldAsDone(ledger)),
        new LedgerMutation(
            "duplicate-told-as-done", "a duplicate is told as committed", ledger => new DuplicateToldAsDone(ledger)),
        new LedgerMutation(
            "ids-of-attempts", "ids are of attempts, not of causes", ledger => new IdsOfAttempts(ledger)),
        new LedgerMutation(
            "rebalance-time-not-stored",
            "the next due time is not stored",
            ledger => new RebalanceTimeNotStored(ledger)),
        new LedgerMutation(
            "wallet-gap-unseen", "a gap in a wallet's versions is hidden", ledger => new WalletGapUnseen(ledger)),
        new LedgerMutation(
            "token-cached", "a token is never read anew", ledger => new TokenCached(ledger)),
        new LedgerMutation(
            "entries-forgotten", "one entry in twenty is not found", ledger => new EntriesForgotten(ledger)),
        new StorageMutation(
            "sequence-reset", "numbers begin anew with every activation", storage => new SequenceReset(storage)),
        new StorageMutation(
            "token-forgotten", "a market forgets its last token", storage => new TokenForgotten(storage)),
        new StorageMutation(
            "last-write-wins", "grain state has no version", storage => new LastWriteWins(storage)),
        new OptionsMutation(
            "outliers-believed", "no price is too far from the last", options =>
            {
                options.OutlierShare = Amount.FromInteger(1_000_000);
                options.OutlierConfirmations = 0;
            }),
    ];

    /// <summary>By its name.</summary>
    public static Mutation? Find(string name) => All.FirstOrDefault(mutation => mutation.Name == name);
}
