using System.Text.Json;

namespace Exchange.Feeds.Live;

/// <summary>
/// The public WebSocket API v2 of Kraken: channel <c>ticker</c>, prices as numbers, symbols with a slash. A snapshot
/// comes first, then an update at every trade; heartbeats come by themselves when nothing else does.
/// </summary>
/// <remarks>Source: Kraken, Spot WebSocket v2, ticker, heartbeat and status.</remarks>
internal sealed class KrakenProtocol : ITickerProtocol
{
    public string Exchange => "kraken";

    public Uri PublicAddress { get; } = new("wss://ws.kraken.com/v2");

    public byte[] Subscription(IReadOnlyList<string> markets) => JsonSerializer.SerializeToUtf8Bytes(
        new { method = "subscribe", @params = new { channel = "ticker", symbol = markets.Select(Symbol) } });

    public Message Read(ReadOnlyMemory<byte> utf8) => JsonMessage.Read(utf8, Read);

    private static Message? Read(JsonElement message)
    {
        if (message.Text("channel") is { } channel)
            return channel == "ticker" ? ReadTickers(message) : Message.Other;

        if (message.Text("method") is null && !message.TryGetProperty("success", out _))
            return null;

        var refused = message.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.False;
        return refused ? Message.Refusal(message.Text("error")) : Message.Other;
    }

    private static Message? ReadTickers(JsonElement message)
    {
        if (!message.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            return null;

        var tickers = new List<Ticker>(data.GetArrayLength());
        foreach (var item in data.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object
                || item.Text("symbol") is not { } symbol
                || item.Price("last") is not { } price)
                return null;

            tickers.Add(new Ticker(Market(symbol), price, item.Time("timestamp")));
        }

        return Message.Prices(tickers);
    }

    private static string Symbol(string market) => market.Replace('-', '/');

    private static string Market(string symbol) => symbol.Replace('/', '-');
}
