using System.Net.Sockets;
using System.Net.WebSockets;
using Exchange.Feeds.Synthetic;
using Microsoft.Extensions.Logging;

namespace Exchange.Feeds.Live;

/// <summary>
/// Reads the tickers of one exchange. Whatever goes wrong ends a session, never the connection: it waits and begins
/// another one.
/// </summary>
internal sealed class LiveConnection
{
    private readonly ITickerProtocol _protocol;
    private readonly LiveEndpoint _endpoint;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Backoff _backoff;
    private readonly HashSet<string> _markets;

    public LiveConnection(LiveEndpoint endpoint, LiveOptions options, TimeProvider time, ILogger log)
    {
        _protocol = endpoint.Protocol;
        _endpoint = endpoint;
        _options = options;
        _time = time;
        _log = log;
        _markets = [.. options.Markets];
        Counters = new LiveCounters(endpoint.Exchange);

        // Processes that start together must not come back together, so the seed differs between them.
        var seed = time.GetUtcNow().UtcTicks ^ ((long)Environment.ProcessId << 32);
        _backoff = new Backoff(options.BackoffFirst, options.BackoffMax, new Chance(seed));
    }

    public LiveCounters Counters { get; }

    /// <summary>Sessions one after the other, until cancelled.</summary>
    public async Task RunAsync(Action<Quote> take, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var end = await RunOnceAsync(take, cancellationToken);
            if (cancellationToken.IsCancellationRequested)
                return;

            var pause = _backoff.Next();
            _log.LogInformation(
                "{Exchange}: {End}; again in {Pause} ms", _endpoint.Exchange, end, (long)pause.TotalMilliseconds);
            await Task.Delay(pause, _time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One session; answers why it ended, and throws for none of the ways in which a network fails.</summary>
    public async Task<string> RunOnceAsync(Action<Quote> take, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(_options.ConnectLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        using var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(_endpoint.Address, either.Token);
            Counters.Connected();
            silence.CancelAfter(_options.IdleLimit);
            await socket.SendAsync(
                _protocol.Subscription(_options.Markets), WebSocketMessageType.Text, true, either.Token);
            return await ReceiveAsync(new MessageReader(socket, _options.MessageBytesMax), take, silence, either.Token);
        }
        catch (OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested ? "stopped" : "silent for too long";
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or HttpRequestException
            or SocketException)
        {
            return fault.InnerException is { } inner ? $"{fault.Message} ({inner.Message})" : fault.Message;
        }
    }

    private async Task<string> ReceiveAsync(
        MessageReader reader, Action<Quote> take, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        var lastTicker = _time.GetTimestamp();
        while (true)
        {
            switch (await reader.ReadAsync(cancellationToken))
            {
                case MessageEnd.Closed:
                    return "closed by the exchange";
                case MessageEnd.TooLong:
                    Counters.LongMessage();
                    return $"a message of more than {_options.MessageBytesMax} bytes";
            }

            silence.CancelAfter(_options.IdleLimit);
            if (Handle(_protocol.Read(reader.Message), take))
                lastTicker = _time.GetTimestamp();
            else if (_time.GetElapsedTime(lastTicker) > _options.TickerLimit)
                return "no ticker for too long";
        }
    }

    /// <summary>Whether it was a ticker.</summary>
    private bool Handle(Message message, Action<Quote> take)
    {
        Counters.Count(message.Kind);
        if (message.Kind == MessageKind.Refusal)
            _log.LogWarning("{Exchange} refuses: {Reason}", _endpoint.Exchange, message.Reason);

        var now = _time.GetUtcNow();
        foreach (var ticker in message.Tickers.Where(ticker => _markets.Contains(ticker.Market)))
        {
            var time = ticker.Time < now ? ticker.Time.Value : now;
            if (now - time > _options.FreshnessLimit)
                NoteLate(ticker.Market, now - time);

            take(new Quote(_endpoint.Exchange, ticker.Market, ticker.Price, time));
        }

        if (message.Kind != MessageKind.Ticker)
            return false;

        _backoff.Reset();
        return true;
    }

    /// <summary>Told once: else a clock that is wrong would leave a market without prices and without a word.</summary>
    private void NoteLate(string market, TimeSpan age)
    {
        if (Counters.Late == 0)
        {
            _log.LogWarning(
                "{Exchange}: a price of {Market} came {Age} s old; a quiet market, or a clock that is wrong",
                _endpoint.Exchange,
                market,
                (long)age.TotalSeconds);
        }

        Counters.LatePrice();
    }
}
