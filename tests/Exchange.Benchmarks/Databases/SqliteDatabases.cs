using Exchange.Benchmarks.Harness;
using Exchange.Benchmarks.Orders;
using Exchange.Ledger;
using Microsoft.Data.Sqlite;

namespace Exchange.Benchmarks.Databases;

/// <summary>Files of SQLite in a folder of their own.</summary>
internal sealed class SqliteDatabases(Scratch scratch) : IDatabases
{
    public string Name => "sqlite";

    public string Description => "SQLite: WAL, synchronous FULL";

    public string SingleDescription => "one transaction each";

    public Database Make(string name) => new Folder(scratch.File(name));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Folder(string path) : Database
    {
        private string Ledger => Path.Combine(Directory.CreateDirectory(path).FullName, "ledger.db");

        public override async Task<ILedger> OpenAsync(LedgerOptions limits) =>
            await SqliteLedger.OpenAsync(Ledger, limits, TimeProvider.System);

        public override Task<ILedger> OpenSingleAsync() => OpenAsync(new LedgerOptions { BatchLimit = 1 });

        public override Task<SiloProcess> StartSiloAsync() => SiloProcess.StartAsync(path);

        public override Task<SiloProcess> StartSingleSiloAsync() =>
            SiloProcess.StartAsync(path, "--ledger-batch", "1");

        public override long CountOrders()
        {
            var text = new SqliteConnectionStringBuilder { DataSource = Ledger, Pooling = false };
            using var connection = new SqliteConnection(text.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = OrdersText;
            return (long)command.ExecuteScalar()!;
        }
    }
}
