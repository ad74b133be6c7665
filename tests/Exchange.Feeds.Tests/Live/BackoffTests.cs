using Exchange.Feeds.Live;
using Exchange.Feeds.Synthetic;

namespace Exchange.Feeds.Tests.Live;

public sealed class BackoffTests
{
    [Fact]
    public void Waits_double_up_to_the_limit_less_at_most_a_half()
    {
        var backoff = Of(seed: 1);
        foreach (var whole in new[] { 500, 1000, 2000, 4000, 5000, 5000, 5000 })
            Assert.InRange(backoff.Next().TotalMilliseconds, whole / 2.0, whole);
    }

    [Fact]
    public void After_a_good_connection_the_next_wait_is_a_first_one()
    {
        var backoff = Of(seed: 1);
        for (var tries = 0; tries < 5; tries++)
            backoff.Next();

        backoff.Reset();
        Assert.InRange(backoff.Next().TotalMilliseconds, 250, 500);
        Assert.InRange(backoff.Next().TotalMilliseconds, 500, 1000);
    }

    [Fact]
    public void Clients_of_different_seeds_do_not_come_back_together() =>
        Assert.Equal(100, Enumerable.Range(0, 100).Select(seed => Of(seed).Next()).Distinct().Count());

    private static Backoff Of(long seed) =>
        new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5), new Chance(seed));
}
