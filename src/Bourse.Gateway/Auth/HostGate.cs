using System.Net;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Auth;

/// <summary>
/// A server at a loopback address is asked by a name of that address, or one in the settings: a page of elsewhere, whose
/// own name was made to lead here, is not answered.
/// </summary>
internal sealed class HostGate(GatewayOptions options)
{
    private static readonly Problem Refused = new(
        StatusCodes.Status403Forbidden, ProblemCode.LocalOnly,
        "This server is this machine's: ask it as localhost, or name the host in Gateway:Auth:Hosts.");

    private readonly bool _isLoopback = Listening.IsLoopback(options);
    private readonly string[] _hosts = [.. options.Auth.Hosts];

    public RequestDelegate Before(RequestDelegate next) => context =>
        !_isLoopback || context.Connection.RemoteIpAddress is null || IsKnown(context.Request.Host)
            ? next(context)
            : Refused.WriteAsync(context);

    private bool IsKnown(HostString named)
    {
        var host = named.Host;
        return host is "localhost" or "127.0.0.1"
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
            || _hosts.Contains(host, StringComparer.OrdinalIgnoreCase);
    }
}
