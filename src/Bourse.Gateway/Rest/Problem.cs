using System.Text.Json;
using Bourse.Gateway.Limits;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>Why a request is not answered, in the form of RFC 9457.</summary>
/// <param name="Status">The HTTP status, 400 to 599.</param>
/// <param name="Code">One of <see cref="ProblemCode"/>.</param>
/// <param name="Detail">One plain sentence for a person.</param>
/// <param name="Field">The parameter that is at fault, or null.</param>
internal sealed record Problem(int Status, string Code, string Detail, string? Field = null)
{
    public const string ContentType = "application/problem+json";

    private const string TypePrefix = "urn:bourse:problem:";

    /// <summary>After how many seconds it may be tried again; 0 not said.</summary>
    public int RetrySeconds { get; init; }

    /// <summary>What several problems of one code have in common.</summary>
    public string Title => Code switch
    {
        ProblemCode.InvalidParameter => "A parameter cannot be used",
        ProblemCode.UnknownParameter => "There is no such parameter",
        ProblemCode.InvalidCursor => "The cursor cannot be used",
        ProblemCode.MalformedRequest => "The request is not well formed",
        ProblemCode.UnknownInstrument => "There is no such instrument",
        ProblemCode.NotFound => "Nothing is served here",
        ProblemCode.MethodNotAllowed => "The method is not served here",
        ProblemCode.NotAcceptable => "The answer cannot be given in an accepted form",
        ProblemCode.ProtocolVersion => "The protocol's version is not spoken here",
        ProblemCode.ForeignOrigin => "Pages of this origin may not connect",
        ProblemCode.WebSocketOnly => "Only a WebSocket is served here",
        ProblemCode.TooManyClients or ProblemCode.TooManySockets => "No room for another client",
        ProblemCode.BodyTooLarge => "The body is too large",
        ProblemCode.TooManyRequests => "Too many requests",
        ProblemCode.NotReady => "Not ready yet",
        ProblemCode.TooSlow => "The answer took too long",
        ProblemCode.Unauthenticated => "Nobody known asks",
        ProblemCode.Forbidden => "Not allowed",
        ProblemCode.Unknown => "There is no such thing",
        ProblemCode.AuditUnavailable => "The audit trail takes no records",
        ProblemCode.NameTaken => "The name is taken",
        ProblemCode.LastAdmin => "An admin is needed",
        ProblemCode.TooMany => "There are as many as there may be",
        ProblemCode.LocalOnly => "Only for programs of this machine",
        ProblemCode.WebhookNotAllowed => "Webhooks may not go there",
        ProblemCode.RecordsUnavailable => "The records do not answer now",
        ProblemCode.ExchangeBusy or ProblemCode.ExchangeReadOnly or ProblemCode.ExchangeStopping =>
            "The exchange takes no commands now",
        ProblemCode.OutcomeUnknown => "Nobody knows what became of it",
        ProblemCode.InternalFault => "A fault of this program",
        _ => "The exchange refused it",
    };

    public static Problem InvalidParameter(string field, string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemCode.InvalidParameter, detail, field);

    public static Problem InvalidCursor(string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemCode.InvalidCursor, detail, "cursor");

    public static Problem UnknownInstrument(string name) => new(
        StatusCodes.Status404NotFound,
        ProblemCode.UnknownInstrument,
        $"No instrument is called '{name}'.",
        "symbol");

    /// <summary>The problem that an empty answer of that status stands for.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(status, ProblemCode.NotFound, "Nothing is served at this path."),
        StatusCodes.Status405MethodNotAllowed =>
            new(status, ProblemCode.MethodNotAllowed, "This path is served, but not with this method."),
        StatusCodes.Status406NotAcceptable =>
            new(status, ProblemCode.NotAcceptable, "The answer is JSON, which the Accept header leaves out."),
        StatusCodes.Status413PayloadTooLarge =>
            new(status, ProblemCode.BodyTooLarge, "The body is larger than this server takes."),
        StatusCodes.Status504GatewayTimeout =>
            new(status, ProblemCode.TooSlow, "The answer took longer than this server allows."),
        < StatusCodes.Status500InternalServerError =>
            new(status, ProblemCode.MalformedRequest, "The request is not well formed."),
        _ =>
            new(status, ProblemCode.InternalFault, "Something went wrong here; the log has it under the id."),
    };

    /// <summary>Answers with this problem; the response must not have started.</summary>
    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (RetrySeconds > 0)
            context.Response.Headers.RetryAfter = NumberText.Of(RetrySeconds);
        var writing = SmallAnswer.WriteAsync(
            context, (this, CorrelationId.Of(context)), static (json, told) => told.Item1.Write(json, told.Item2));
        context.Response.ContentType = ContentType;
        return writing;
    }

    private void Write(Utf8JsonWriter json, string correlationId)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, TypePrefix + Code);
        json.WriteString("title"u8, Title);
        json.WriteNumber("status"u8, Status);
        json.WriteString("detail"u8, Detail);
        json.WriteString("code"u8, Code);
        if (Field is not null)
            json.WriteString("field"u8, Field);
        json.WriteString("correlation_id"u8, correlationId);
        json.WriteEndObject();
    }
}
