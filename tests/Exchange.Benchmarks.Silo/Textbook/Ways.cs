using Exchange.Benchmarks.Silo.Textbook;
using Exchange.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Transactions;

namespace Exchange.Benchmarks.Silo;

/// <summary>The ways of Microsoft Orleans, by name.</summary>
internal static class Ways
{
    private const int AttemptsMax = 10;

    public static IReadOnlyDictionary<string, Way> All { get; } = new Dictionary<string, Way>
    {
        ["write-state"] = new(false, (builder, connection) => WriteState(builder, connection, lean: false)),
        ["write-state-lean"] = new(false, (builder, connection) => WriteState(builder, connection, lean: true)),
        ["transactions"] = new(false, Transactions),
        ["counted"] = new(true, Counted),
    };

    private static void WriteState(IHostApplicationBuilder builder, string connection, bool lean)
    {
        builder.Services.AddSingleton(new TextbookOptions(lean));
        builder.UseOrleans(silo => silo.AddTextbookStorage(connection));
        builder.Services.TakeOrders(static (cluster, order) =>
            GrainReferences<IStateWallet>.Of(cluster).Get(order.WalletId).PlaceOrder(order));
    }

    private static void Transactions(IHostApplicationBuilder builder, string connection)
    {
        builder.Services.AddSingleton(new TextbookOptions(Lean: false));
        builder.UseOrleans(silo => silo.AddTextbookStorage(connection).UseTransactions());
        builder.Services.TakeOrders(static async (cluster, order) =>
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await GrainReferences<ITransactionalWallet>.Of(cluster).Get(order.WalletId)
                        .PlaceOrder(order);
                }
                catch (OrleansTransactionAbortedException) when (attempt < AttemptsMax)
                {
                    // Nothing of it happened: a lock was held too long, or something that it was built on failed.
                }
            }
        });
    }

    private static void Counted(IHostApplicationBuilder builder, string connection)
    {
        builder.Services.AddSingleton<CallCounter>();
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(all => all.GetRequiredService<CallCounter>());
        builder.Services.AddHostedService(all => all.GetRequiredService<CallCounter>());
    }
}
