namespace Grpc.Core;

/// <summary>Says whether a server's certificate is acceptable.</summary>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);
