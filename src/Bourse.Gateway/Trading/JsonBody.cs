using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>The JSON object in a request's body.</summary>
internal static class JsonBody
{
    private const string Json = "application/json";
    private const int BytesMax = 16 * 1024;

    private static readonly Problem NoJson = new(
        StatusCodes.Status415UnsupportedMediaType, ProblemCode.MalformedRequest, "The body must be application/json.");

    private static readonly Problem NoObject = new(
        StatusCodes.Status400BadRequest, ProblemCode.MalformedRequest, "The body must be one flat JSON object.");

    /// <summary>The object's fields; null when it has been answered with a problem.</summary>
    public static async ValueTask<JsonFields?> ReadAsync(HttpContext context)
    {
        // A page of elsewhere cannot send this content type without asking first, and asking is refused.
        if (context.Request.ContentType != Json && !context.Request.HasJsonContentType())
            return await RefuseAsync(context, NoJson);
        if (context.Request.ContentLength > BytesMax)
            return await RefuseAsync(context, Problem.OfStatus(StatusCodes.Status413PayloadTooLarge));
        var body = context.Request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > BytesMax)
            {
                body.AdvanceTo(read.Buffer.End);
                return await RefuseAsync(context, Problem.OfStatus(StatusCodes.Status413PayloadTooLarge));
            }

            if (!read.IsCompleted)
            {
                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var fields = JsonFields.Parse(read.Buffer);
            body.AdvanceTo(read.Buffer.End);
            return fields ?? await RefuseAsync(context, NoObject);
        }
    }

    private static async ValueTask<JsonFields?> RefuseAsync(HttpContext context, Problem problem)
    {
        await problem.WriteAsync(context);
        return null;
    }
}
