using System.Security.Cryptography;
using Exchange.Domain.Tokens;

namespace Exchange.Ledger.Encoding;

/// <summary>
/// The canonical bytes of a token's state: what its hash is of. The same on every database, for ever; another form
/// needs another leading number. A hash for every entry costs little, while the text is written once a batch.
/// </summary>
internal static class TokenStateEncoding
{
    private const int Form = 1;

    public static StateHash Hash(TokenState state)
    {
        var writer = t_writer ??= new CanonicalWriter();
        writer.Reset();
        writer.Write(Form);
        Write(writer, state.Basket);
        writer.Write(state.NextRebalanceAt.UtcTicks);
        writer.Write(state.FeeChargedUntil.UtcTicks);
        Write(writer, state.LastRebalance);
        Span<byte> hash = stackalloc byte[StateHash.Length];
        SHA256.HashData(writer.Written, hash);
        return StateHash.FromBytes(hash);
    }

    private static void Write(CanonicalWriter writer, Basket basket)
    {
        writer.Write(basket.Collateral.Parts);
        writer.Write(basket.Position.Parts);
        writer.Write(basket.SettlementPrice.Parts);
        writer.Write(basket.Units.Parts);
        writer.Write((int)basket.Status);
    }

    private static void Write(CanonicalWriter writer, RebalanceRecord? rebalance)
    {
        writer.Write(rebalance?.RebalanceId);
        if (rebalance is null)
        {
            return;
        }

        writer.Write((int)rebalance.Kind);
        writer.Write(rebalance.DueAt.UtcTicks);
        writer.Write(rebalance.DoneAt.UtcTicks);
        writer.Write(rebalance.Late ? 1 : 0);
        writer.Write(rebalance.Mark.Parts);
        writer.Write(rebalance.LeverageBefore.Parts);
        writer.Write(rebalance.LeverageAfter.Parts);
        writer.Write(rebalance.Traded.Parts);
        writer.Write(rebalance.Cost.Parts);
        writer.Write(rebalance.ManagementFee.Parts);
        writer.Write(rebalance.Nav.Parts);
    }

    [ThreadStatic]
    private static CanonicalWriter? t_writer;
}
