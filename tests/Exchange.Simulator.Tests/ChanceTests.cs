namespace Exchange.Simulator.Tests;

public sealed class ChanceTests
{
    [Fact]
    public void The_same_seed_gives_the_same_sequence_today_and_in_a_year()
    {
        // The first numbers of xoshiro256** after SplitMix64(42), which any other implementation gives as well.
        var chance = new Chance(42);
        Assert.Equal([1546998764402558742UL, 6990951692964543102UL], [chance.Next(), chance.Next()]);
    }

    [Fact]
    public void Draws_stay_in_their_bounds()
    {
        var chance = new Chance(1);
        for (var i = 0; i < 1000; i++)
        {
            Assert.InRange(chance.Below(7), 0, 6);
            Assert.InRange(chance.Between(-3, 3), -3, 3);
            Assert.InRange(chance.Unit(), 0, 1);
        }
    }
}
