using Exchange.Domain.Tokens;
using Exchange.Ledger;

namespace Exchange.Simulator.Ledger;

/// <summary>An entry as it landed, with the token state that it made, if any: what checkers are fed with.</summary>
internal sealed record LandedEntry(RecordedEntry Recorded, TokenState? State);
