using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Dashboard;

/// <summary>One file of the dashboard, kept in memory as it is and compressed. Any thread.</summary>
internal sealed class DashboardFile
{
    /// <summary>Scripts, styles and data from this server only, none of them written into a page.</summary>
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string ForEver = "public, max-age=31536000, immutable";

    // Smaller ones fit a packet anyway.
    private const int CompressedFrom = 1_000;

    private readonly byte[] _content;
    private readonly byte[]? _compressed;
    private readonly string _contentType;
    private readonly string _cacheControl;
    private readonly string _entityTag;

    /// <param name="isNamedByContent">A changed file has another name, so that a browser may keep this one for ever.</param>
    public DashboardFile(string path, bool isNamedByContent)
    {
        _content = File.ReadAllBytes(path);
        _contentType = ContentTypeOf(path);
        _cacheControl = isNamedByContent ? ForEver : "no-cache";
        _entityTag = $"\"{Convert.ToHexStringLower(SHA256.HashData(_content).AsSpan(0, 8))}\"";
        if (_content.Length >= CompressedFrom)
            _compressed = Compress(_content);
    }

    public Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = _cacheControl;
        response.Headers.ETag = _entityTag;
        response.Headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch == _entityTag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var content = _content;
        if (_compressed is not null && TakesGzip(context.Request))
        {
            content = _compressed;
            response.Headers.ContentEncoding = "gzip";
        }

        response.ContentType = _contentType;
        response.ContentLength = content.Length;
        return response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.Headers.AcceptEncoding.ToString().Split(',')
            .Any(coding => coding.Trim() is "gzip" || coding.Trim().StartsWith("gzip;q=1", StringComparison.Ordinal));

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(content);
        return compressed.ToArray();
    }

    private static string ContentTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        ".json" => "application/json",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
