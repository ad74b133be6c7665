using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>What channel credentials come to: TLS or not, and credentials for each call.</summary>
internal sealed class ChannelSecurity : ChannelCredentialsConfiguratorBase
{
    private readonly bool _allowsInsecureCalls;
    private readonly List<CallCredentials> _calls = [];

    private ChannelSecurity(bool allowsInsecureCalls) => _allowsInsecureCalls = allowsInsecureCalls;

    public bool IsSecure { get; private set; }

    public IReadOnlyList<CallCredentials> Calls => _calls;

    /// <exception cref="InvalidOperationException">The credentials do not fit the address, or each other.</exception>
    public static ChannelSecurity Resolve(Uri address, GrpcChannelOptions options)
    {
        var security = new ChannelSecurity(options.UnsafeUseInsecureChannelCallCredentials);
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            throw new InvalidOperationException($"No address resolver configured for the scheme '{address.Scheme}'.");
        var needsTls = address.Scheme == Uri.UriSchemeHttps;
        if (options.Credentials is null)
        {
            security.IsSecure = needsTls;
            return security;
        }

        options.Credentials.InternalPopulateConfiguration(security, options.Credentials);
        if (security.IsSecure != needsTls)
        {
            throw new InvalidOperationException(
                $"Channel is configured with {(security.IsSecure ? "secure" : "insecure")} channel credentials "
                + $"and can't use a HttpClient with a '{address.Scheme}' scheme.");
        }

        return security;
    }

    public override void SetInsecureCredentials(object state) => IsSecure = false;

    public override void SetSslCredentials(
        object state,
        string? rootCertificates,
        KeyCertificatePair? keyCertificatePair,
        VerifyPeerCallback? verifyPeerCallback)
    {
        if (!string.IsNullOrEmpty(rootCertificates) || keyCertificatePair is not null || verifyPeerCallback is not null)
        {
            throw new InvalidOperationException(
                $"{nameof(SslCredentials)} with arguments is not supported: "
                + "configure certificates on the HTTP handler.");
        }

        IsSecure = true;
    }

    public override void SetCompositeCredentials(
        object state, ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        channelCredentials.InternalPopulateConfiguration(this, state);
        // A token on an open line is everybody's.
        if (!IsSecure && !_allowsInsecureCalls)
        {
            throw new InvalidOperationException(
                $"CallCredentials can't be composed with {channelCredentials.GetType().Name}: use secure credentials, "
                + $"or {nameof(GrpcChannelOptions.UnsafeUseInsecureChannelCallCredentials)}.");
        }

        _calls.Add(callCredentials);
    }
}
