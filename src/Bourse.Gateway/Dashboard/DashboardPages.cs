using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bourse.Gateway.Dashboard;

/// <summary>
/// The screen: one page for a few named paths, which reads the path itself, and its scripts and styles. Every other path
/// stays what it was, so that a mistyped path of the interface is a problem answer and no page.
/// </summary>
internal sealed class DashboardPages
{
    private const string AssetFolder = "assets";

    private static readonly string[] Paths =
        ["/", "/market", "/market/{symbol}", "/trade", "/trade/{symbol}", "/summary", "/alerts", "/status"];

    private readonly DashboardFile _page;
    private readonly Dictionary<string, DashboardFile> _assets;

    private DashboardPages(DashboardFile page, Dictionary<string, DashboardFile> assets) =>
        (_page, _assets) = (page, assets);

    /// <summary>Reads all files of the folder; null where no dashboard is in it.</summary>
    public static DashboardPages? Read(string? folder)
    {
        if (folder is null || !File.Exists(Path.Combine(folder, "index.html")))
            return null;
        var page = new DashboardFile(Path.Combine(folder, "index.html"), isNamedByContent: false);
        var assets = new DirectoryInfo(Path.Combine(folder, AssetFolder));
        return new DashboardPages(page, assets.Exists
            ? assets.GetFiles().ToDictionary(
                file => file.Name, file => new DashboardFile(file.FullName, isNamedByContent: true), StringComparer.Ordinal)
            : []);
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var path in Paths)
            endpoints.MapGet(path, _page.AnswerAsync);
        endpoints.MapGet($"/{AssetFolder}/{{file}}", AnswerAssetAsync);
    }

    private Task AnswerAssetAsync(HttpContext context)
    {
        if (_assets.TryGetValue((string)context.Request.RouteValues["file"]!, out var asset))
            return asset.AnswerAsync(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
