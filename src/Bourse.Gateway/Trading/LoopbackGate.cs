using System.Net;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>
/// There are no rights yet, so only programs of this machine trade: clients of the Unix socket, and of the loopback
/// address under its own name, so that no page can reach it by a name of its own.
/// </summary>
internal static class LoopbackGate
{
    private static readonly Problem Refused = new(
        StatusCodes.Status403Forbidden, ProblemCode.LocalOnly, "Orders are taken from this machine only.");

    public static RequestDelegate Before(RequestDelegate next) => context =>
        IsLocal(context) ? next(context) : Refused.WriteAsync(context);

    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address
        || (IPAddress.IsLoopback(address) && IsLoopbackName(context.Request.Host.Host));

    private static bool IsLoopbackName(string host) => host == "localhost"
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
