using Exchange.Contracts.Wallets;
using Exchange.Domain;

namespace Exchange.Simulator.Checks;

/// <summary>One time that somebody sent a transfer, and what came back.</summary>
/// <param name="IsDeposit">In; else out.</param>
/// <param name="AnsweredAt">Null: nothing came back, or an exception.</param>
/// <param name="Refusal">None if it was acknowledged, or if nothing came back.</param>
/// <param name="View">As it was acknowledged; else null.</param>
internal sealed record TransferAttempt(
    string WalletId,
    bool IsDeposit,
    TransferRequest Request,
    DateTimeOffset SentAt,
    DateTimeOffset? AnsweredAt,
    Refusal Refusal,
    TransferView? View);
