using Exchange.Ledger.Encoding;

namespace Exchange.Ledger.Audit;

/// <summary>Follows the hash chain of every writer.</summary>
internal sealed class ChainAudit
{
    private readonly Dictionary<string, (HashChain Chain, long Sequence)> _chains = [];

    public int Count => _chains.Count;

    public void Add(RecordedEntry recorded)
    {
        var chain = _chains.TryGetValue(recorded.Writer, out var known) ? known.Chain : new HashChain(recorded.Writer);
        var hash = chain.Append(recorded.Sequence, EntryEncoding.Content(recorded.Entry));
        if (!recorded.Hash.Span.SequenceEqual(hash))
        {
            throw new AuditException(
                $"The hash of entry {recorded.Entry.Id} does not follow from its content and the entry before it.");
        }

        _chains[recorded.Writer] = (chain, recorded.Sequence);
    }

    /// <summary>Compares with the ends that the ledger noted: an entry cut off the end of a chain shows here.</summary>
    public void Compare(ChainHead head)
    {
        if (!_chains.Remove(head.Writer, out var found)
            || found.Chain.Count != head.Entries
            || found.Sequence != head.Sequence
            || !head.Hash.Span.SequenceEqual(found.Chain.Head))
        {
            throw new AuditException($"The chain of writer {head.Writer} does not end where it was noted to end.");
        }
    }

    /// <summary>After all ends were compared, no chain may be left.</summary>
    public void AssertAllCompared()
    {
        foreach (var writer in _chains.Keys)
        {
            throw new AuditException($"The end of the chain of writer {writer} was never noted.");
        }
    }
}
