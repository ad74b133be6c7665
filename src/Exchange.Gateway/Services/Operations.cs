using Exchange.Contracts.Markets;
using Exchange.Contracts.Tokens;
using Exchange.Domain;
using Exchange.Domain.Money;
using Exchange.Gateway.Input;
using Exchange.Gateway.Nav;
using Exchange.Gateway.Refusals;
using Exchange.Gateway.Wire;
using Exchange.V1;
using Grpc.Core;
using Orleans;
using Orleans.Runtime;

namespace Exchange.Gateway.Services;

/// <summary>Running the exchange.</summary>
internal sealed class Operations(IClusterClient cluster, NavHub hub, GatewayOptions options)
    : OperatorService.OperatorServiceBase
{
    public override async Task<CreateTokenResponse> CreateToken(CreateTokenRequest request, ServerCallContext context)
    {
        var terms = Terms.Read(request.Terms);
        var view = (await cluster.GetGrain<ITokenGrain>(terms.Symbol).Create(terms)).OrThrow();
        hub.Follow(terms.Symbol);
        return new CreateTokenResponse { Token = TokenMessages.Write(view) };
    }

    public override async Task<HaltTokenResponse> HaltToken(HaltTokenRequest request, ServerCallContext context)
    {
        var reason = Texts.ReadHaltReason(request.Reason);
        var view = (await Token(request.Symbol).Halt(reason)).OrThrow();
        return new HaltTokenResponse { Token = TokenMessages.Write(view) };
    }

    public override async Task<ResumeTokenResponse> ResumeToken(ResumeTokenRequest request, ServerCallContext context)
    {
        var view = (await Token(request.Symbol).Resume()).OrThrow();
        return new ResumeTokenResponse { Token = TokenMessages.Write(view) };
    }

    public override async Task<RebalanceTokenResponse> RebalanceToken(
        RebalanceTokenRequest request, ServerCallContext context)
    {
        var id = Ids.Read(request.RebalanceId, "rebalance_id");
        var record = (await Token(request.Symbol).Rebalance(id)).OrThrow();
        return new RebalanceTokenResponse { Rebalance = TokenMessages.Write(record, request.Symbol) };
    }

    public override async Task<PublishPricesResponse> PublishPrices(
        IAsyncStreamReader<PublishPricesRequest> requestStream, ServerCallContext context)
    {
        using var publisher = new PricePublisher(cluster, options);
        return await publisher.RunAsync(requestStream, context.CancellationToken);
    }

    public override async Task<ApplyFundingResponse> ApplyFunding(
        ApplyFundingRequest request, ServerCallContext context)
    {
        var id = Ids.Read(request.FundingId, "funding_id");
        var rate = Amounts.Read(request.Rate, "rate");
        if (rate.Abs() > Amount.One)
        {
            throw Refused.Because(Refusal.AmountOutOfRange, "rate must be between -1 and 1.");
        }

        var market = cluster.GetGrain<IMarketFeedGrain>(Ids.ReadMarket(request.Market));
        var views = (await market.ApplyFunding(rate, id)).OrThrow();
        var response = new ApplyFundingResponse();
        response.Payments.AddRange(views.Payments.Select(static view => new FundingPayment
        {
            Symbol = view.Symbol,
            Paid = view.Paid.ToString(),
        }));
        return response;
    }

    public override async Task<GetClusterStatusResponse> GetClusterStatus(
        GetClusterStatusRequest request, ServerCallContext context)
    {
        var management = cluster.GetGrain<IManagementGrain>(0);
        return ClusterMessages.Write(await management.GetHosts(), await management.GetSimpleGrainStatistics());
    }

    private ITokenGrain Token(string symbol) => cluster.GetGrain<ITokenGrain>(Ids.ReadSymbol(symbol));
}
