using Exchange.Contracts.Tokens;
using Exchange.Gateway.Callers;
using Exchange.Gateway.Input;
using Exchange.Gateway.Nav;
using Exchange.Gateway.Refusals;
using Exchange.Gateway.Wire;
using Exchange.V1;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Exchange.Gateway.Services;

/// <summary>What everyone may see.</summary>
internal sealed class MarketData(
    IClusterClient cluster, NavHub hub, CallerLimits limits, IHostApplicationLifetime lifetime) : MarketDataFrames
{
    public override async Task<ListTokensResponse> ListTokens(ListTokensRequest request, ServerCallContext context)
    {
        var symbols = await cluster.GetGrain<IListingGrain>(IListingGrain.Key).List();
        var answers = await Task.WhenAll(symbols.Select(symbol => cluster.GetGrain<ITokenGrain>(symbol).Get()));
        var response = new ListTokensResponse();
        response.Tokens.AddRange(answers.Select(static answer => TokenMessages.Write(answer.OrThrow())));
        return response;
    }

    public override async Task<GetTokenResponse> GetToken(GetTokenRequest request, ServerCallContext context)
    {
        var view = (await Token(request.Symbol).Get()).OrThrow();
        return new GetTokenResponse { Token = TokenMessages.Write(view) };
    }

    public override async Task<ListRebalancesResponse> ListRebalances(
        ListRebalancesRequest request, ServerCallContext context)
    {
        var (before, limit) = Pages.Read(request.PageSize, request.PageToken);
        var page = (await Token(request.Symbol).ListRebalances(before, limit)).OrThrow();
        var response = new ListRebalancesResponse { NextPageToken = Pages.Next(page.Next) };
        response.Rebalances.AddRange(page.Rebalances.Select(record => TokenMessages.Write(record, request.Symbol)));
        return response;
    }

    public override async Task StreamNav(
        StreamNavRequest request, IServerStreamWriter<NavFrame> responseStream, ServerCallContext context)
    {
        using var stream = limits.OpenStream(Caller.Of(context));
        var symbols = request.Symbols.ToHashSet(StringComparer.Ordinal);
        foreach (var symbol in symbols)
        {
            await hub.FindAsync(symbol);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, lifetime.ApplicationStopping);
        var subscriber = hub.Subscribe(symbols, request.ResumeAfter.AsReadOnly());
        try
        {
            await foreach (var frame in subscriber.ReadAsync(ending.Token))
            {
                await responseStream.WriteAsync(frame, ending.Token);
                GatewayMetrics.NavUpdateDelivered();
            }
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw Refused.Because(
                StatusCode.Unavailable, Reasons.ShuttingDown, "This gateway is going down; resume at another.");
        }
        finally
        {
            hub.Unsubscribe(subscriber);
        }
    }

    private ITokenGrain Token(string symbol) => cluster.GetGrain<ITokenGrain>(Ids.ReadSymbol(symbol));
}
