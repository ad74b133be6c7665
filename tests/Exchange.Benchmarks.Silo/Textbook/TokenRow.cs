using Exchange.Domain.Money;
using Exchange.Domain.Tokens;

namespace Exchange.Benchmarks.Silo.Textbook;

/// <summary>The basket of a token as the textbook stores it.</summary>
[GenerateSerializer]
[Alias("benchmark.token-row")]
public sealed class TokenRow
{
    [Id(0)]
    public Amount Collateral { get; set; }

    [Id(1)]
    public Amount Position { get; set; }

    [Id(2)]
    public Amount SettlementPrice { get; set; }

    [Id(3)]
    public Amount Units { get; set; }

    [Id(4)]
    public TokenStatus Status { get; set; }

    public TokenState Read() =>
        new(new Basket(Collateral, Position, SettlementPrice, Units, Status), default, default, null);

    public void Write(TokenState state)
    {
        (Collateral, Position, SettlementPrice, Units, Status) =
            (state.Basket.Collateral, state.Basket.Position, state.Basket.SettlementPrice, state.Basket.Units,
                state.Basket.Status);
    }
}
