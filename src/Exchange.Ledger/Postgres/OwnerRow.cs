using Exchange.Domain.Ledger;
using Exchange.Domain.Money;

namespace Exchange.Ledger.Postgres;

/// <summary>The row of a wallet or a token as the writer last saw or wrote it.</summary>
internal sealed class OwnerRow(string name)
{
    private readonly List<BalanceLines.Balance> _balances = [];

    /// <summary>Wallet id or symbol.</summary>
    public string Name { get; } = name;

    /// <summary>Sequence that its row was written with: it has changed since if the row has another.</summary>
    public long Sequence { get; set; }

    /// <summary>Of the wallet, or of the token's state.</summary>
    public long Version { get; set; }

    /// <summary>The entry that made the token's state.</summary>
    public EntryId EntryId { get; set; }

    /// <summary>The token's new state in the batch being prepared, if there is one.</summary>
    public string? StateText { get; set; }

    /// <summary>Whether the batch being prepared changes it.</summary>
    public bool Dirty { get; set; }

    public IEnumerable<BalanceLines.Balance> Balances => _balances;

    /// <summary>What was to be written is on its way, with a batch of that last sequence.</summary>
    public void WrittenWith(long sequence) => (Dirty, StateText, Sequence) = (false, null, sequence);

    public Amount Find(string place, string asset)
    {
        var at = IndexOf(place, asset);
        return at < 0 ? Amount.Zero : _balances[at].Value;
    }

    public void Set(string place, string asset, Amount value)
    {
        var at = IndexOf(place, asset);
        if (at >= 0)
        {
            _balances.RemoveAt(at);
        }

        if (!value.IsZero)
        {
            _balances.Insert(at < 0 ? _balances.Count : at, new BalanceLines.Balance(place, asset, value));
        }
    }

    /// <summary>Takes the balances of a row over.</summary>
    /// <exception cref="FormatException">They are no balances.</exception>
    public void Read(string balances)
    {
        if (!BalanceLines.TryRead(balances, _balances))
        {
            throw new FormatException($"The balances of {Name} cannot be read.");
        }
    }

    // A wallet holds a handful of assets.
    private int IndexOf(string place, string asset)
    {
        for (var index = 0; index < _balances.Count; index++)
        {
            if (_balances[index].Asset == asset && _balances[index].Place == place)
            {
                return index;
            }
        }

        return -1;
    }
}
