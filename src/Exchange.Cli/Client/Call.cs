using System.CommandLine;
using Exchange.Cli.Output;
using Exchange.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Exchange.Cli.Client;

/// <summary>One run of a command against the exchange: what was parsed, whom to ask, where to print.</summary>
internal sealed class Call : IDisposable
{
    private const int DeadlineSeconds = 30;
    private readonly GrpcChannel _channel;
    private readonly Metadata _headers;
    private readonly ParseResult _parsed;

    private Call(ParseResult parsed, Uri address, string token, CancellationToken stopping)
    {
        _parsed = parsed;
        _channel = GrpcChannel.ForAddress(address);
        _headers = new Metadata { { "authorization", $"Bearer {token}" } };
        Stopping = stopping;
        Printer = new Printer(parsed.GetValue(Shared.Json));
    }

    /// <summary>Where the results go.</summary>
    public Printer Printer { get; }

    /// <summary>Cancelled when the user has had enough.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>The id this command carried, if repeating it with the same id is safe.</summary>
    public string? RepeatId { get; private set; }

    /// <summary>Tokens and their net asset values.</summary>
    public MarketDataService.MarketDataServiceClient MarketData => new(_channel);

    /// <summary>Orders.</summary>
    public TradingService.TradingServiceClient Trading => new(_channel);

    /// <summary>Wallets.</summary>
    public WalletService.WalletServiceClient Wallets => new(_channel);

    /// <summary>What operators and feeds do.</summary>
    public OperatorService.OperatorServiceClient Operator => new(_channel);

    /// <summary>How a call with one answer is made: as whom, and for how long at most.</summary>
    public CallOptions Options => new(_headers, DateTime.UtcNow.AddSeconds(DeadlineSeconds), Stopping);

    /// <summary>How a stream without end is read.</summary>
    public CallOptions StreamOptions => new(_headers, deadline: null, Stopping);

    /// <summary>Runs a command's body; however it ends becomes an exit code and at most one line on stderr.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, Func<Call, Task<int>> body, CancellationToken stopping)
    {
        string address = "", id = "";
        try
        {
            var server = Surroundings.Address();
            address = server.ToString().TrimEnd('/');
            using var call = new Call(parsed, server, Surroundings.Token(), stopping);
            try
            {
                return await body(call);
            }
            finally
            {
                id = call.RepeatId ?? "";
            }
        }
        catch (UsageException fault)
        {
            return Failure.Usage(fault.Message);
        }
        catch (Exception fault) when (IsStopped(fault, stopping))
        {
            return Failure.Interrupted(NullIfEmpty(id));
        }
        catch (RpcException fault)
        {
            return Failure.OfCall(fault, address, NullIfEmpty(id));
        }
    }

    /// <summary>True if this is how a call ends that the user did not wait for.</summary>
    public static bool IsStopped(Exception fault, CancellationToken stopping) =>
        stopping.IsCancellationRequested && fault is RpcException or OperationCanceledException;

    /// <summary>The value of an argument or option that cannot be missing.</summary>
    public string Get(Argument<string> argument) => _parsed.GetValue(argument) ?? "";

    /// <summary>The values of a repeated argument.</summary>
    public string[] Get(Argument<string[]> argument) => _parsed.GetValue(argument) ?? [];

    /// <summary>The value of an option; empty if it was not given.</summary>
    public string Get(Option<string> option) => _parsed.GetValue(option) ?? "";

    /// <summary>The values of a repeated option.</summary>
    public string[] Get(Option<string[]> option) => _parsed.GetValue(option) ?? [];

    /// <summary>The value of a number.</summary>
    public int Get(Option<int> option) => _parsed.GetValue(option);

    /// <summary>The value of a long number.</summary>
    public long Get(Option<long> option) => _parsed.GetValue(option);

    /// <summary>The id that was given, or a new one: what makes it safe to send the same command twice.</summary>
    public string IdOrNew(Option<string> option)
    {
        var given = Get(option);
        return RepeatId = given.Length > 0 ? given : Guid.NewGuid().ToString("N");
    }

    /// <summary>Prints a message to a program as JSON, or to a person as drawn by <paramref name="draw"/>.</summary>
    public int Show(IMessage message, Action<Printer> draw)
    {
        if (Printer.Json)
            Printer.Message(message);
        else
            draw(Printer);
        return ExitCode.Done;
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _channel.Dispose();

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
