using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Docs;

/// <summary>A file that is part of the program, with the policy that a browser has to keep on it.</summary>
internal sealed class StaticPage
{
    /// <summary>Scripts and data from this server only; the documentation page sets styles of its own.</summary>
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'";

    private readonly byte[] _content;
    private readonly string _contentType;
    private readonly string _entityTag;

    /// <param name="fileName">As it is embedded below "page/".</param>
    public StaticPage(string fileName, string contentType)
    {
        _content = Read(fileName);
        _contentType = contentType;
        _entityTag = $"\"{Convert.ToHexStringLower(SHA256.HashData(_content).AsSpan(0, 8))}\"";
    }

    /// <summary>A file that is part of the program.</summary>
    public static byte[] Read(string fileName)
    {
        using var stream = typeof(StaticPage).Assembly.GetManifestResourceStream("page/" + fileName)
            ?? throw new FileNotFoundException($"'{fileName}' is not part of this program.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    public Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = _entityTag;
        if (context.Request.Headers.IfNoneMatch == _entityTag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = _contentType;
        response.ContentLength = _content.Length;
        return response.Body.WriteAsync(_content, context.RequestAborted).AsTask();
    }
}
