using Exchange.Domain.Money;
using Exchange.Domain.Orders;
using Exchange.Domain.Tokens;
using Exchange.Simulator.Checks;

namespace Exchange.Simulator.Tests.Checks;

/// <summary>
/// What the rules of the product decide, the model finds as well, whatever happens and in whatever order.
/// </summary>
public sealed class CleanRunTests
{
    [Theory]
    [InlineData("3", 1)]
    [InlineData("-3", 2)]
    [InlineData("2", 3)]
    [InlineData("-1", 4)]
    [InlineData("5", 5)]
    public void No_check_finds_anything_in_a_run_of_the_rules_themselves(string leverage, ulong seed)
    {
        for (var round = 0UL; round < 20; round++)
        {
            var chance = new Chance((seed * 1000) + round);
            var story = new Story(Amount.Parse(leverage));
            for (var step = 0; step < 150; step++)
            {
                Step(story, chance, step);
            }

            Assert.Null(RunChecks.Find(story.End().Run));
        }
    }

    private static void Step(Story story, Chance chance, int step)
    {
        var wallet = $"w{chance.Below(4)}";
        story.Now += chance.Between(TimeSpan.Zero, TimeSpan.FromMinutes(40));
        var isOver = story.Basket.Status == TokenStatus.Terminated;
        if (!isOver && story.Terms.NextRebalanceAfter(story.Now.AddDays(-1)) is var due && due <= story.Now
            && story.Run.Entries.All(entry => entry.State?.LastRebalance?.DueAt != due)
            && due > new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.Zero))
        {
            story.Rebalance(RebalanceKind.Scheduled);
        }

        switch (chance.Below(9))
        {
            case 0:
                story.Deposit(wallet, $"d{step}", Number(chance, 100_000));
                break;
            case 1:
                story.Withdraw(wallet, $"x{step}", Number(chance, 20_000));
                break;
            case 2 or 3:
                story.Send(wallet, $"o{step}", Side.Buy, quote: Number(chance, 5_000));
                break;
            case 4:
                story.Send(wallet, $"o{step}", Side.Buy, units: Number(chance, 20));
                break;
            case 5:
                story.Send(wallet, $"o{step}", Side.Sell, units: Number(chance, 40));
                break;
            case 6:
                story.Send(wallet, $"o{step}", Side.Sell, quote: Number(chance, 900));
                break;
            case 7 when !isOver:
                var sign = chance.Hits(0.5) ? "-" : "";
                if (chance.Hits(0.5)) story.Fund($"f{step}", $"{sign}0.000{chance.Below(9999)}");
                else story.Rebalance(RebalanceKind.Manual, $"m{step}");
                break;
            default:
                var rise = Math.Max(0.2, 1 + (chance.Normal() * (chance.Hits(0.1) ? 0.2 : 0.03)));
                story.Move(((decimal)rise * decimal.Parse(story.Mark.ToString())).ToString("F2"));
                break;
        }
    }

    private static string Number(Chance chance, int most) => $"{chance.Below(most)}.{chance.Below(100_000_000):D8}";
}
