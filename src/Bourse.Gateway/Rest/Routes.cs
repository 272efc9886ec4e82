using Bourse.Gateway.Auth;
using Bourse.Journal;
using Bourse.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Bourse.Gateway.Rest;

/// <summary>Puts operations onto their paths. What is mapped here is what the interface's description lists.</summary>
internal sealed class Routes(
    IEndpointRouteBuilder endpoints, Func<bool> isCaughtUp, RequestTimeoutPolicy timeout, Rights rights, AuditTrail? audit)
{
    private static readonly Problem NotReady = new(
        StatusCodes.Status503ServiceUnavailable,
        ProblemCode.NotReady,
        "What was on the tape is still being read; /health tells how far it is.");

    private static readonly Problem NoAudit = new(
        StatusCodes.Status503ServiceUnavailable,
        ProblemCode.AuditUnavailable,
        "The audit trail takes no records; nothing that would have to be in it is done.");

    public void Map(Operation operation, RequestDelegate answer)
    {
        RequestDelegate checkedAnswer = context =>
        {
            var refusal = rights.Refuse(Caller.Of(context), operation.Access);
            var isAudited = operation.IsAudited && audit is not null;
            if (isAudited && audit!.Journal.State != JournalState.Writable)
                return (refusal ?? NoAudit).WriteAsync(context);
            if (isAudited)
                AuditNote.Begin(context, operation.Id, audit!);
            if (refusal is not null)
                return refusal.WriteAsync(context);
            if (!Accepts(context.Request, operation.ContentType))
                return Problem.OfStatus(StatusCodes.Status406NotAcceptable).WriteAsync(context);
            return operation.NeedsTicks && !isCaughtUp() ? RefuseAsync(context) : answer(context);
        };

        // The method is what makes the framework list the endpoint.
        var endpoint = endpoints.MapMethods(operation.Path, [operation.Method], checkedAnswer)
            .WithMetadata(operation, answer.Method);
        if (operation.TakesTime)
            endpoint.WithRequestTimeout(timeout);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return NotReady.WriteAsync(context);
    }

    private static bool Accepts(HttpRequest request, string contentType)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is "*/*" or "application/json"))
            return true;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return false;
        var offered = new MediaTypeHeaderValue(contentType);
        return ranges.Any(range => range.Quality is null or > 0 && offered.IsSubsetOf(WithoutParameters(range)));
    }

    // "text/plain; version=0.0.4; q=0.5" asks for text/plain, as far as we are concerned.
    private static MediaTypeHeaderValue WithoutParameters(MediaTypeHeaderValue range) => new(range.MediaType);
}
