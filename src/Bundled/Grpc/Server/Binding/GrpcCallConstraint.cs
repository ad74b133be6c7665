using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server;

/// <summary>Lets only gRPC requests reach the endpoints for unknown services and methods.</summary>
internal sealed class GrpcCallConstraint : IRouteConstraint
{
    /// <summary>Its name in route patterns.</summary>
    public const string Name = "grpcunimplemented";

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection) =>
        httpContext is not null
        && HttpMethods.IsPost(httpContext.Request.Method)
        && GrpcHeader.IsGrpc(httpContext.Request.ContentType);
}
