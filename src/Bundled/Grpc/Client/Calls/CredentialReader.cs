using System.Net.Http.Headers;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>Lets call credentials write their proof into the headers of a request.</summary>
internal sealed class CredentialReader : CallCredentialsConfiguratorBase
{
    private readonly List<AsyncAuthInterceptor> _interceptors = [];

    /// <summary>The call's own first, then the channel's; none at all over a line that is not secure.</summary>
    public static async Task AddAsync(
        GrpcChannel channel,
        IMethod method,
        CallOptions options,
        HttpRequestHeaders headers,
        CancellationToken cancellation)
    {
        if (options.Credentials is null && channel.Security.Calls.Count == 0)
            return;
        if (!channel.Security.IsSecure && !channel.Options.UnsafeUseInsecureChannelCallCredentials)
        {
            ClientLog.CredentialsUnused(channel.Logger, method.FullName);
            return;
        }

        var reader = new CredentialReader();
        options.Credentials?.InternalPopulateConfiguration(reader, null);
        foreach (var credentials in channel.Security.Calls)
            credentials.InternalPopulateConfiguration(reader, null);
        var context = new AuthInterceptorContext(ServiceUrl(channel.Address, method), method.Name, cancellation);
        foreach (var interceptor in reader._interceptors)
        {
            var metadata = new Metadata();
            await interceptor(context, metadata).ConfigureAwait(false);
            foreach (var entry in metadata)
                RequestMessage.Add(headers, entry);
        }
    }

    public override void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor) =>
        _interceptors.Add(interceptor);

    public override void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials)
    {
        foreach (var part in credentials)
            part.InternalPopulateConfiguration(this, state);
    }

    /// <summary>The audience of a token: the address without its default port, and the service.</summary>
    private static string ServiceUrl(Uri address, IMethod method) =>
        $"{address.Scheme}://{address.Authority}{address.AbsolutePath.TrimEnd('/')}/{method.ServiceName}";
}
