using Exchange.Contracts;
using Exchange.Contracts.Wallets;
using Exchange.Domain;
using Exchange.Domain.Ledger;
using Exchange.Domain.Money;
using Exchange.Ledger;

namespace Exchange.Grains.Wallets;

/// <summary>Money in and out, once for each transfer id.</summary>
public sealed partial class WalletGrain
{
    public Task<Answer<TransferView>> Deposit(TransferRequest request) => Transfer(
        request, EntryKind.Deposit, EntryId.OfDeposit(_walletId, request.TransferId), request.Value);

    public Task<Answer<TransferView>> Withdraw(TransferRequest request) => Transfer(
        request, EntryKind.Withdrawal, EntryId.OfWithdrawal(_walletId, request.TransferId), -request.Value);

    // The same one twice at once is one: what the first has set aside must not refuse the second.
    private Task<Answer<TransferView>> Transfer(TransferRequest request, EntryKind kind, EntryId id, Amount signed)
    {
        if (_transfers.TryGetValue(id, out var first))
        {
            return first;
        }

        var transfer = TransferOnce(request, kind, id, signed);
        if (!transfer.IsCompleted)
        {
            _transfers.Add(id, transfer);
        }

        return transfer;
    }

    private async Task<Answer<TransferView>> TransferOnce(
        TransferRequest request, EntryKind kind, EntryId id, Amount signed)
    {
        try
        {
            return await Move(request, kind, id, signed);
        }
        finally
        {
            _transfers.Remove(id);
        }
    }

    private async Task<Answer<TransferView>> Move(
        TransferRequest request, EntryKind kind, EntryId id, Amount signed)
    {
        if (!request.Value.IsPositive)
        {
            return Answer<TransferView>.Refuse(Refusal.AmountNotPositive);
        }

        if (request.Asset != Accounts.QuoteAsset)
        {
            return Answer<TransferView>.Refuse(Refusal.UnknownAsset, "only USDT can be paid in and out");
        }

        if (await _ledger.FindEntryAsync(id) is not null)
        {
            return await DoneBefore(id);
        }

        await Refresh();
        var hold = signed.IsNegative ? request.Value : Amount.Zero;
        if (hold > _book.Available(request.Asset))
        {
            await Reload();
            if (await _ledger.FindEntryAsync(id) is { } elsewhere)
            {
                return Done(elsewhere.Entry);
            }
        }

        if (hold > _book.Available(request.Asset))
        {
            return Answer<TransferView>.Refuse(Refusal.InsufficientFunds);
        }

        _book.Hold(request.Asset, hold);
        _underWay++;
        Answer<Entry> committed;
        try
        {
            committed = await Commit(request, kind, id, signed);
        }
        finally
        {
            _underWay--;
            _book.Release(request.Asset, hold);
        }

        return committed.Value is { } entry ? Done(entry)
            : committed.Refusal == Refusal.AlreadyDone ? await DoneBefore(id)
            : Answer<TransferView>.Refuse(committed.Refusal);
    }

    private async Task<Answer<Entry>> Commit(
        TransferRequest request, EntryKind kind, EntryId id, Amount signed)
    {
        var postings = new PostingList()
            .Move(Accounts.External, Accounts.Wallet(_walletId), request.Asset, signed)
            .ToList();
        var entry = new Entry(id, kind, _clock.GetUtcNow(), _walletId, null, request.TransferId, postings, "");
        try
        {
            var answer = await _ledger.CommitAsync(new Commit(entry));
            switch (answer.Outcome)
            {
                case CommitOutcome.Committed:
                    _book.Apply(answer.WalletVersion, postings);
                    return Answer<Entry>.Of(entry);
                case CommitOutcome.Duplicate:
                    return Answer<Entry>.Refuse(Refusal.AlreadyDone);
                case CommitOutcome.InsufficientFunds:
                    _reloadWanted = true;
                    return Answer<Entry>.Refuse(Refusal.InsufficientFunds);
                default:
                    return Answer<Entry>.Refuse(Refusal.Overloaded);
            }
        }
        catch (LedgerException exception)
        {
            // Whether it landed or not, the same id again finds out, and never pays twice.
            _reloadWanted = true;
            return Answer<Entry>.Refuse(
                exception.OutcomeKnown ? Refusal.LedgerUnavailable : Refusal.OutcomeUnknown);
        }
    }

    // By another activation, or unheard: the book need not know of it.
    private async Task<Answer<TransferView>> DoneBefore(EntryId id)
    {
        try
        {
            await Reload();
            return Done((await _ledger.FindEntryAsync(id))!.Entry);
        }
        catch (LedgerException)
        {
            return Answer<TransferView>.Refuse(Refusal.OutcomeUnknown);
        }
    }

    private Answer<TransferView> Done(Entry entry)
    {
        var posting = entry.Postings.First(side => Accounts.WalletOf(side.Account) == _walletId);
        return Answer<TransferView>.Of(new TransferView(
            entry.Cause, entry.Id, posting.Asset, posting.Value, entry.Time, _book.View()));
    }
}
