using Exchange.Domain.Tokens;

namespace Exchange.Ledger;

/// <summary>A token's last state.</summary>
/// <param name="StateHash">Of the state as it is stored.</param>
public sealed record TokenSnapshot(
    string Symbol, TokenRevision Revision, TokenState State, StateHash StateHash = default);
