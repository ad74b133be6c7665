using System.Text.Json;

namespace Exchange.Feeds.Live;

/// <summary>
/// The WebSocket feed of Coinbase Exchange: channel <c>ticker</c>, prices as strings, products named as our markets
/// are. The heartbeat channel says every second that a market without trades is calm and not lost.
/// </summary>
/// <remarks>Source: Coinbase Exchange, WebSocket overview and channels.</remarks>
internal sealed class CoinbaseProtocol : ITickerProtocol
{
    private static readonly string[] Channels = ["ticker", "heartbeat"];

    public string Exchange => "coinbase";

    public Uri PublicAddress { get; } = new("wss://ws-feed.exchange.coinbase.com");

    public byte[] Subscription(IReadOnlyList<string> markets) => JsonSerializer.SerializeToUtf8Bytes(
        new { type = "subscribe", product_ids = markets, channels = Channels });

    public Message Read(ReadOnlyMemory<byte> utf8) => JsonMessage.Read(utf8, Read);

    private static Message? Read(JsonElement message) => message.Text("type") switch
    {
        null => null,
        "ticker" => ReadTicker(message),
        "error" => Message.Refusal(Reason(message)),
        _ => Message.Other,
    };

    private static Message? ReadTicker(JsonElement message) =>
        message.Text("product_id") is { } market && message.Price("price") is { } price
            ? Message.Prices(new Ticker(market, price, message.Time("time")))
            : null;

    private static string Reason(JsonElement message) => $"{message.Text("message")} {message.Text("reason")}".Trim();
}
