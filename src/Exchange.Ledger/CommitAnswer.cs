namespace Exchange.Ledger;

/// <summary>The answer to a commit.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Sequence">Its place in the ledger, if committed.</param>
/// <param name="WalletVersion">Version of the wallet it touched, after it; 0 if it touched none.</param>
public readonly record struct CommitAnswer(CommitOutcome Outcome, long Sequence = 0, long WalletVersion = 0);
