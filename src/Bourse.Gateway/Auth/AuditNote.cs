using Bourse.Gateway.Rest;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Auth;

/// <summary>
/// What an operation that changes something leaves for the audit trail, which gets it before the answer's first byte is
/// sent. An operation says what it was done to, and what became of it; who asked is known. Requests of nobody known, and those
/// that were no sound question, are no action of anybody: they are counted, not kept, so that no flood of them fills the disk.
/// </summary>
internal sealed class AuditNote(string action)
{
    public string Target { get; set; } = "";

    public long CommandSequence { get; set; }

    /// <summary>What was before and after, as JSON; never a secret.</summary>
    public string Detail { get; set; } = "";

    /// <summary>The note of this request; null where it changes nothing.</summary>
    public static AuditNote? Of(HttpContext context) => context.Features.Get<AuditNote>();

    /// <summary>Sees to it that the request's end is noted.</summary>
    public static void Begin(HttpContext context, string action, AuditTrail trail)
    {
        var note = new AuditNote(action);
        context.Features.Set(note);
        context.Response.OnStarting(() =>
        {
            note.Append(context, trail);
            return Task.CompletedTask;
        });
    }

    private static bool IsNoQuestion(int status) => status is StatusCodes.Status400BadRequest
        or StatusCodes.Status406NotAcceptable or StatusCodes.Status413PayloadTooLarge
        or StatusCodes.Status415UnsupportedMediaType or StatusCodes.Status429TooManyRequests;

    private void Append(HttpContext context, AuditTrail trail)
    {
        var caller = Caller.Of(context);
        if (!caller.IsKnown || IsNoQuestion(context.Response.StatusCode))
            return;
        trail.Append(new AuditEntry(
            caller.User, caller.Key, context.Connection.RemoteIpAddress?.ToString() ?? "", CorrelationId.Of(context), action,
            Target, context.Response.StatusCode, CommandSequence, Detail));
    }
}
