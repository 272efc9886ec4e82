using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bourse.Gateway.Docs;

/// <summary>The browsable description of the interface at /docs: nothing of it comes from elsewhere.</summary>
internal static class DocsPages
{
    private const string Html = "text/html; charset=utf-8";
    private const string Script = "text/javascript; charset=utf-8";
    private const string Style = "text/css; charset=utf-8";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, "/docs", "docs.html", Html);
        Map(endpoints, "/docs/docs.js", "docs.js", Script);
        Map(endpoints, "/docs/swagger-ui-bundle.js", "swagger-ui-bundle.js", Script);
        Map(endpoints, "/docs/swagger-ui.css", "swagger-ui.css", Style);
        Map(endpoints, "/bourse.css", "bourse.css", Style);
        Map(endpoints, "/favicon.svg", "favicon.svg", "image/svg+xml");
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, string fileName, string contentType) =>
        endpoints.MapGet(path, (RequestDelegate)new StaticPage(fileName, contentType).AnswerAsync);
}
