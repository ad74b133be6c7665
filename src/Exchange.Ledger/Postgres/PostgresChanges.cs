using Exchange.Domain.Money;
using Exchange.Ledger.Writing;

namespace Exchange.Ledger.Postgres;

/// <summary>What a batch changes besides its entries.</summary>
internal sealed class PostgresChanges
{
    /// <summary>Rows of tokens, in ordinal order.</summary>
    public List<OwnerRow> Tokens { get; } = [];

    /// <summary>Rows of wallets, in ordinal order.</summary>
    public List<OwnerRow> Wallets { get; } = [];

    /// <summary>The writer's shares as the batch leaves them.</summary>
    public Dictionary<BalanceKey, Amount> Shares { get; } = [];

    /// <summary>The same shares as it found them.</summary>
    public Dictionary<BalanceKey, Amount> SharesBefore { get; } = [];
}
