using Exchange.Domain.Money;
using Exchange.Domain.Tokens;
using Exchange.Ledger.Encoding;

namespace Exchange.Ledger.Tests;

/// <summary>The hash of a token's state is of all that is in it.</summary>
public sealed class TokenStateEncodingTests
{
    private static readonly RebalanceRecord Rebalance = new(
        "r1", RebalanceKind.Interim, Make.Time, Make.Time, false, One, One, One, One, One, One, One);

    private static readonly TokenState State = Make.State(Make.EmptyBasket) with { LastRebalance = Rebalance };

    private static Amount One => Amount.FromInteger(1);

    private static Amount Two => Amount.FromInteger(2);

    [Fact]
    public void Whatever_changes_gives_another_hash()
    {
        DateTimeOffset later = Make.Time.AddTicks(1);
        TokenState[] states =
        [
            State,
            State with { Basket = State.Basket with { Collateral = Two } },
            State with { Basket = State.Basket with { Position = Two } },
            State with { Basket = State.Basket with { SettlementPrice = Two } },
            State with { Basket = State.Basket with { Units = Two } },
            State with { Basket = State.Basket with { Status = TokenStatus.Terminated } },
            State with { NextRebalanceAt = later },
            State with { FeeChargedUntil = later },
            State with { LastRebalance = null },
            State with { LastRebalance = Rebalance with { RebalanceId = "r2" } },
            State with { LastRebalance = Rebalance with { Kind = RebalanceKind.Manual } },
            State with { LastRebalance = Rebalance with { DueAt = later } },
            State with { LastRebalance = Rebalance with { DoneAt = later } },
            State with { LastRebalance = Rebalance with { Late = true } },
            State with { LastRebalance = Rebalance with { Mark = Two } },
            State with { LastRebalance = Rebalance with { LeverageBefore = Two } },
            State with { LastRebalance = Rebalance with { LeverageAfter = Two } },
            State with { LastRebalance = Rebalance with { Traded = Two } },
            State with { LastRebalance = Rebalance with { Cost = Two } },
            State with { LastRebalance = Rebalance with { ManagementFee = Two } },
            State with { LastRebalance = Rebalance with { Nav = Two } },
        ];

        Assert.Equal(states.Length, states.Select(TokenStateEncoding.Hash).Distinct().Count());

        // One for each member there is, so that a new one is not forgotten: the whole, the parts, and no rebalance.
        Assert.Equal(states.Length, 2 + Members(typeof(Basket)) + Members(typeof(RebalanceRecord)) + 2);
        Assert.Equal(4, Members(typeof(TokenState)));
    }

    [Fact]
    public void A_state_that_was_stored_and_read_has_the_same_hash()
    {
        Assert.True(TokenStateText.TryRead(TokenStateText.Write(State), out var read));
        Assert.Equal(TokenStateEncoding.Hash(State), TokenStateEncoding.Hash(read));
    }

    private static int Members(Type record) => record.GetConstructors().Max(made => made.GetParameters().Length);
}
