using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Exchange.Feeds.Tests.Live;

/// <summary>One connection of <see cref="TickerServer"/>, speaking as the two exchanges document it.</summary>
internal sealed class TickerSession(WebSocket socket, int number, CancellationToken end)
{
    /// <summary>Counted from 1.</summary>
    public int Number { get; } = number;

    /// <summary>What the client subscribed with.</summary>
    public string Subscription { get; private set; } = "";

    public async Task SubscribedAsync()
    {
        var buffer = new byte[4096];
        var frame = await socket.ReceiveAsync(buffer.AsMemory(), end);
        Subscription = Encoding.UTF8.GetString(buffer, 0, frame.Count);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>As text, whether it is or not.</summary>
    public async Task SendAsync(byte[] bytes, bool whole = true) =>
        await socket.SendAsync(bytes.AsMemory(), WebSocketMessageType.Text, whole, end);

    public Task CoinbaseAsync(string market, string price, DateTimeOffset? time = null) =>
        SendAsync(Samples.CoinbaseTicker(market, price, time ?? Now));

    public Task KrakenAsync(string market, string price, DateTimeOffset? time = null) =>
        SendAsync(Samples.KrakenTicker(market.Replace('-', '/'), price, time ?? Now));

    /// <summary>Says nothing more and keeps the line open.</summary>
    public Task SilenceAsync() => Task.Delay(Timeout.Infinite, end);

    public Task PauseAsync(int milliseconds) => Task.Delay(milliseconds, end);

    /// <summary>Keeps the line open until the test goes on.</summary>
    public Task UntilAsync(SemaphoreSlim goesOn) => goesOn.WaitAsync(end);

    /// <summary>Drops the line without a word.</summary>
    public void Abort() => socket.Abort();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}

/// <summary>Messages in the shape that the two exchanges document.</summary>
internal static class Samples
{
    public const string CoinbaseSubscriptions =
        """{"type":"subscriptions","channels":[{"name":"ticker","product_ids":["BTC-USD"],"account_ids":null}]}""";

    public const string CoinbaseHeartbeat =
        """
        {"type":"heartbeat","sequence":90,"last_trade_id":20,"product_id":"BTC-USD",
        "time":"2024-11-07T08:19:28.464459Z"}
        """;

    public const string KrakenStatus =
        """
        {"channel":"status","type":"update","data":[{"version":"2.0.9","system":"online","api_version":"v2",
        "connection_id":13834774380200032777}]}
        """;

    public const string KrakenAcknowledged =
        """
        {"method":"subscribe","result":{"channel":"ticker","event_trigger":"trades","snapshot":true,"symbol":"BTC/USD"},
        "success":true,"time_in":"2024-10-06T18:20:56.461517Z","time_out":"2024-10-06T18:20:56.461562Z"}
        """;

    public const string KrakenHeartbeat = """{"channel":"heartbeat"}""";

    public static string CoinbaseTicker(string market, string price, DateTimeOffset time) =>
        $$"""
        {"type":"ticker","sequence":37475248783,"product_id":"{{market}}","price":"{{price}}","open_24h":"1310.79",
        "volume_24h":"245532.79269678","low_24h":"1280.52","high_24h":"1313.8","volume_30d":"9788783.60117027",
        "best_bid":"1285.04","best_bid_size":"0.46688654","best_ask":"1285.27","best_ask_size":"1.56637040",
        "side":"buy","time":"{{Text(time)}}","trade_id":370843401,"last_size":"11.4396987"}
        """;

    public static string KrakenTicker(string symbol, string price, DateTimeOffset time, string type = "update") =>
        $$"""
        {"channel":"ticker","type":"{{type}}","data":[{"symbol":"{{symbol}}","bid":0.10025,"bid_qty":740.0,
        "ask":0.10036,"ask_qty":1361.44813783,"last":{{price}},"volume":997038.98383185,"vwap":0.10148,"low":0.09979,
        "high":0.10285,"change":-0.00017,"change_pct":-0.17,"timestamp":"{{Text(time)}}"}]}
        """;

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
