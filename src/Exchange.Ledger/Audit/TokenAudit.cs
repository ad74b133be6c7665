using Exchange.Domain.Money;

namespace Exchange.Ledger;

/// <summary>A token as its entries add up: holders + collateral + income = venue + insurance.</summary>
/// <param name="Entries">Entries that moved something of it.</param>
/// <param name="UnitsOutstanding">Units in all wallets.</param>
/// <param name="Collateral">Cash in the basket.</param>
/// <param name="Position">Signed units of the underlying.</param>
/// <param name="Holders">Cash that wallets got out of it; negative: that they put in.</param>
/// <param name="Income">Fees and spread.</param>
/// <param name="Venue">Cash that the venue paid in; negative: that it took.</param>
/// <param name="Insurance">Cash that the insurance account paid in.</param>
public sealed record TokenAudit(
    string Symbol,
    long Entries,
    Amount UnitsOutstanding,
    Amount Collateral,
    Amount Position,
    Amount Holders,
    Amount Income,
    Amount Venue,
    Amount Insurance);
