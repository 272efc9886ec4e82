using System.Diagnostics;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Bourse.Gateway.Telemetry;

/// <summary>The server's span of a request, which the framework makes: what it says, and how it is named outside.</summary>
internal static class RequestSpan
{
    /// <summary>W3C's header of answers: in which trace the request was, where it was traced.</summary>
    public const string Header = "traceresponse";

    /// <summary>The trace that the request belongs to, whether it is traced or not; empty where there is none.</summary>
    public static string TraceOf(HttpContext context) => Of(context)?.TraceId.ToHexString() ?? "";

    public static void WriteHeader(HttpContext context)
    {
        if (Of(context) is { IsAllDataRequested: true } span)
            context.Response.Headers[Header] = $"00-{span.TraceId.ToHexString()}-{span.SpanId.ToHexString()}-01";
    }

    /// <summary>
    /// Says what was asked and what came of it: the route, never the path or the query, which may name people and keys.
    /// </summary>
    public static void Describe(HttpContext context, Operation? operation)
    {
        if (Of(context) is not { IsAllDataRequested: true } span)
            return;
        var (method, status) = (MethodOf(context.Request), context.Response.StatusCode);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        span.SetTag("bourse.operation", operation?.Id);
        span.SetTag("bourse.correlation_id", CorrelationId.Of(context));
        if (status >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }

    // Whatever a client calls a method: names without end would be names of spans.
    private static string MethodOf(HttpRequest request) =>
        request.Method is "GET" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? request.Method : "_OTHER";

    private static Activity? Of(HttpContext context) => context.Features.Get<IHttpActivityFeature>()?.Activity;
}
