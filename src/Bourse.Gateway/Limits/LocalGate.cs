using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Limits;

/// <summary>
/// What changes the program itself is served below /local, to clients of the Unix socket only: the rights of its file
/// decide who that is. To everybody else it is not there.
/// </summary>
internal static class LocalGate
{
    private static readonly PathString Path = "/local";

    public static RequestDelegate Before(RequestDelegate next) => context =>
    {
        if (context.Connection.RemoteIpAddress is null || !context.Request.Path.StartsWithSegments(Path))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    };
}
