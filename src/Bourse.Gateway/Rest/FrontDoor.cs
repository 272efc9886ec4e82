using System.Diagnostics;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Metrics;
using Bourse.Gateway.Telemetry;
using Bourse.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bourse.Gateway.Rest;

/// <summary>
/// What every request passes first: it gets its correlation id and the headers of a careful server, is measured, logged and
/// traced, and whatever goes wrong further in becomes a problem answer without a trace of the inside.
/// </summary>
internal sealed class FrontDoor(RequestDelegate next, GatewayMeter meter, ILogger<FrontDoor> log)
{
    private const string TlsOnly = "max-age=31536000";
    private const string Policy = "default-src 'none'; frame-ancestors 'none'";

    private static readonly Problem RecordsDown = new(
        StatusCodes.Status503ServiceUnavailable, ProblemCode.RecordsUnavailable,
        "The database of the records does not answer now; it is asked again with each request.")
    {
        RetrySeconds = 1,
    };

    public async Task InvokeAsync(HttpContext context)
    {
        // The server sends no body to HEAD whatever the handler writes, so every GET serves HEAD as well.
        if (HttpMethods.IsHead(context.Request.Method))
            context.Request.Method = HttpMethods.Get;
        WriteHeaders(context);
        using var scope = log.BeginScope(new RequestScope(context));
        var begun = Stopwatch.GetTimestamp();
        await AnswerAsync(context);
        var took = Stopwatch.GetElapsedTime(begun);
        var operation = context.GetEndpoint()?.Metadata.GetMetadata<Operation>();
        if (context.Response.StatusCode != StatusCodes.Status101SwitchingProtocols)
            meter.CountRequest(operation, context.Response.StatusCode, took);
        RequestSpan.Describe(context, operation);
        if (log.IsEnabled(LogLevel.Debug))
            Tell(context, operation, took);
    }

    private async Task AnswerAsync(HttpContext context)
    {
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
        catch (RecordsUnavailableException) when (!context.Response.HasStarted)
        {
            await RecordsDown.WriteAsync(context);
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
        RequestSpan.WriteHeader(context);
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = TlsOnly;
    }

    private void Report(HttpContext context, Exception fault) => log.LogError(
        fault,
        "{Method} {Path} failed, correlation id {CorrelationId}",
        context.Request.Method,
        context.Request.Path.Value,
        CorrelationId.Of(context));

    // The route, not the path: whose things they are is in the audit trail.
    private void Tell(HttpContext context, Operation? operation, TimeSpan took) => log.LogDebug(
        "{Operation} answered {Status} in {Micros} µs, command {CommandSequence}, correlation id {CorrelationId}",
        operation?.Id ?? "-",
        context.Response.StatusCode,
        (long)took.TotalMicroseconds,
        AuditNote.Of(context)?.CommandSequence ?? 0,
        CorrelationId.Of(context));
}
