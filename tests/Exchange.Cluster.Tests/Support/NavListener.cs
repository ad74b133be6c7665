using Exchange.Contracts.Tokens;
using Exchange.Domain.Money;

namespace Exchange.Cluster.Tests.Support;

/// <summary>What a gateway is to a token: it takes whatever is newer than what it has.</summary>
internal sealed class NavListener : INavObserver
{
    private readonly Lock _gate = new();
    private readonly List<NavUpdate> _taken = [];

    /// <summary>The last sequence; 0 before the first.</summary>
    public long Last
    {
        get
        {
            lock (_gate)
            {
                return _taken.Count > 0 ? _taken[^1].Sequence : 0;
            }
        }
    }

    public Task OnNav(NavUpdate update)
    {
        Take(update);
        return Task.CompletedTask;
    }

    public void Take(NavUpdate update)
    {
        lock (_gate)
        {
            if (_taken.Count == 0 || update.Sequence > _taken[^1].Sequence)
            {
                _taken.Add(update);
            }
        }
    }

    /// <summary>Waits until it knows of a mark.</summary>
    public async Task Heard(Amount mark)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_taken.Count > 0 && _taken[^1].Mark == mark)
                {
                    return;
                }
            }

            await Task.Delay(10);
        }
    }

    /// <summary>More than one, and of no sequence two values.</summary>
    public void AssertRising()
    {
        lock (_gate)
        {
            Assert.True(_taken.Count > 1);
            Assert.Equal(_taken.Count, _taken.Select(update => update.Sequence).Distinct().Count());
        }
    }
}
