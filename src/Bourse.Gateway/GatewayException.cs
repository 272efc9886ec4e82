namespace Bourse.Gateway;

/// <summary>The gateway cannot start; the message says why in one plain sentence.</summary>
public sealed class GatewayException(string message, Exception? inner = null) : Exception(message, inner);
