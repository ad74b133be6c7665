using System.Threading.Channels;
using Exchange.Ledger;

namespace Exchange.Grains.Tests.Support;

/// <summary>Holds back commits that are handed to the ledger, until it is opened.</summary>
internal sealed class CommitHold
{
    private readonly Channel<Commit> _held = Channel.CreateUnbounded<Commit>();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="which">Those that are held back; null: all.</param>
    public CommitHold(FaultyLedger ledger, Func<Commit, bool>? which = null) =>
        ledger.Gate = commit => which?.Invoke(commit) == false ? Task.CompletedTask : HoldAsync(commit);

    /// <summary>The next one that is held back.</summary>
    public ValueTask<Commit> NextAsync() => _held.Reader.ReadAsync();

    public void Open() => _open.SetResult();

    private async Task HoldAsync(Commit commit)
    {
        await _held.Writer.WriteAsync(commit);
        await _open.Task;
    }
}
