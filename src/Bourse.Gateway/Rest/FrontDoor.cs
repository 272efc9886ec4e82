using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bourse.Gateway.Rest;

/// <summary>
/// What every request passes first: it gets its correlation id and the headers of a careful server, and whatever goes
/// wrong further in becomes a problem answer without a trace of the inside.
/// </summary>
internal sealed class FrontDoor(RequestDelegate next, ILogger<FrontDoor> log)
{
    private const string Policy = "default-src 'none'; frame-ancestors 'none'";

    public async Task InvokeAsync(HttpContext context)
    {
        // The server sends no body to HEAD whatever the handler writes, so every GET serves HEAD as well.
        if (HttpMethods.IsHead(context.Request.Method))
            context.Request.Method = HttpMethods.Get;
        WriteHeaders(context);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException)
            when (context.RequestAborted.IsCancellationRequested || context.Response.HasStarted)
        {
            // The client has gone, or took the answer too slowly; there is nobody to answer.
            context.Abort();
            return;
        }
        catch (BadHttpRequestException fault)
        {
            context.Response.StatusCode = fault.StatusCode;
        }
        catch (Exception fault)
        {
            Report(context, fault);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            WriteHeaders(context);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null } response)
            await Problem.OfStatus(response.StatusCode).WriteAsync(context);
    }

    private static void WriteHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers[CorrelationId.Header] = CorrelationId.Of(context);
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
    }

    private void Report(HttpContext context, Exception fault) => log.LogError(
        fault,
        "{Method} {Path} failed, correlation id {CorrelationId}",
        context.Request.Method,
        context.Request.Path.Value,
        CorrelationId.Of(context));
}
