using Bourse.Feeds;
using Bourse.Feeds.Csv;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bourse.Roles;

/// <summary>
/// Loads into the running program, for <c>bourse load</c>: only over the Unix socket, whose file's rights decide who may.
/// </summary>
internal sealed class LoadEndpoints(LoadDesk desk)
{
    public const string Path = "/local/loads";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Path, StartAsync).ExcludeFromDescription();
        app.MapGet(Path + "/{number:int}", ReadAsync).ExcludeFromDescription();
    }

    private async Task StartAsync(HttpContext context)
    {
        try
        {
            var files = await context.Request.ReadFromJsonAsync(LoadJson.Default.CsvFileArray, context.RequestAborted);
            var number = desk.Start(files ?? []);
            await context.Response.WriteAsJsonAsync(new LoadStarted(number), LoadJson.Default.LoadStarted);
        }
        catch (Exception fault) when (fault is FeedException or InvalidOperationException or System.Text.Json.JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(fault.Message);
        }
    }

    private Task ReadAsync(HttpContext context)
    {
        var number = int.Parse((string)context.GetRouteValue("number")!, System.Globalization.CultureInfo.InvariantCulture);
        if (desk.Find(number) is { Feed: CsvFeed feed } role)
            return context.Response.WriteAsJsonAsync(LoadState.Of(role, feed.Progress), LoadJson.Default.LoadState);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
