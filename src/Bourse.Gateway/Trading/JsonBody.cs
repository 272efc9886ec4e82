using System.Text.Json;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>The JSON object in a request's body.</summary>
internal static class JsonBody
{
    private const int BytesMax = 16 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 2 };

    private static readonly Problem NoJson = new(
        StatusCodes.Status415UnsupportedMediaType, ProblemCode.MalformedRequest, "The body must be application/json.");

    private static readonly Problem NoObject = new(
        StatusCodes.Status400BadRequest, ProblemCode.MalformedRequest, "The body must be one flat JSON object.");

    /// <summary>The object, to be disposed; null when it has been answered with a problem.</summary>
    public static async Task<JsonDocument?> ReadAsync(HttpContext context)
    {
        // A page of elsewhere cannot send this content type without asking first, and asking is refused.
        if (!context.Request.HasJsonContentType())
        {
            await NoJson.WriteAsync(context);
            return null;
        }

        if (context.Request.ContentLength > BytesMax)
        {
            await Problem.OfStatus(StatusCodes.Status413PayloadTooLarge).WriteAsync(context);
            return null;
        }

        try
        {
            var body = await JsonDocument.ParseAsync(context.Request.Body, Options, context.RequestAborted);
            if (body.RootElement.ValueKind == JsonValueKind.Object)
                return body;
            body.Dispose();
        }
        catch (JsonException)
        {
            // Said below.
        }

        await NoObject.WriteAsync(context);
        return null;
    }
}
