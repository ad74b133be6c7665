namespace Grpc.Core;

/// <summary>Writes what proves the caller into the headers of a call.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);
