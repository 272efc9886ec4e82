using System.Text.Json;
using Bourse.Feeds.Registry;
using Bourse.Feeds.Venues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bourse.Roles;

/// <summary>
/// Changes to the registry of venues, for <c>bourse feeds</c>: only over the Unix socket. A change is written into the file
/// and answered when it is in force; what is refused is answered with the reason.
/// </summary>
internal sealed class FeedEndpoints(RegistryWatch watch, FeedDesk? desk)
{
    public const string Path = "/local/feeds";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Path + "/{venue}", EnableAsync).ExcludeFromDescription();
        app.MapPost(Path + "/{venue}/symbols", AddAsync).ExcludeFromDescription();
        app.MapDelete(Path + "/{venue}/symbols/{symbol}", RemoveAsync).ExcludeFromDescription();
        app.MapPost(Path + "/{venue}/resync", ResyncAsync).ExcludeFromDescription();
    }

    private async Task EnableAsync(HttpContext context)
    {
        if (await VenueAsync(context, "ENABLED") is not { } venue
            || await BodyAsync(context, FeedJson.Default.VenueSwitch) is not { } wanted)
            return;
        await ChangeAsync(context, venue, file => RegistryEdit.Enable(file, venue.Code, wanted.Enabled));
    }

    private async Task AddAsync(HttpContext context)
    {
        if (await VenueAsync(context, "SYMBOLS") is not { } venue)
            return;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var symbol = RegistryReader.ReadSymbol(body.ToArray(), venue.Code, out var fault);
        if (symbol is null)
            await RefuseAsync(context, StatusCodes.Status400BadRequest, fault);
        else if (venue.Symbols.Any(known => known.Symbol == symbol.Symbol))
            await RefuseAsync(context, StatusCodes.Status409Conflict, $"{venue.Code} has {symbol.Symbol} already");
        else
            await ChangeAsync(context, venue, file => RegistryEdit.Add(file, venue.Code, symbol));
    }

    private async Task RemoveAsync(HttpContext context)
    {
        if (await VenueAsync(context, "SYMBOLS") is not { } venue)
            return;
        var symbol = (string)context.GetRouteValue("symbol")!;
        if (venue.Symbols.Any(known => known.Symbol == symbol))
            await ChangeAsync(context, venue, file => RegistryEdit.Remove(file, venue.Code, symbol));
        else
            await RefuseAsync(context, StatusCodes.Status404NotFound, $"{venue.Code} has no {symbol}");
    }

    private async Task ResyncAsync(HttpContext context)
    {
        if (await VenueAsync(context, "") is not { } venue
            || await BodyAsync(context, FeedJson.Default.BookChoice) is not { } choice)
            return;
        if (desk is null || !desk.Resync(venue.Code, choice.Symbol))
            await RefuseAsync(
                context, StatusCodes.Status404NotFound, $"{venue.Code} {choice.Symbol}".TrimEnd() + " is not followed now");
        else
            await TellAsync(context, venue);
    }

    private async Task ChangeAsync(HttpContext context, VenueOptions venue, Func<byte[], byte[]?> change)
    {
        try
        {
            var faults = watch.Change(change);
            if (faults.Count > 0)
                await RefuseAsync(context, StatusCodes.Status409Conflict, string.Join("; ", faults));
            else
                await TellAsync(context, watch.Registry.Find(venue.Code) ?? venue);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, $"the registry cannot be written: {fault.Message}");
        }
    }

    // The venue of the path; null when it has been answered that there is none, or that the file does not decide.
    private async Task<VenueOptions?> VenueAsync(HttpContext context, string member)
    {
        var code = (string)context.GetRouteValue("venue")!;
        if (watch.Registry.Find(code) is not { } venue)
            await RefuseAsync(context, StatusCodes.Status404NotFound, $"the registry has no venue {code}");
        else if (watch.Overrides.VariableOf(code, member) is { } variable)
            await RefuseAsync(context, StatusCodes.Status409Conflict, $"{variable} decides that, not the file");
        else
            return venue;
        return null;
    }

    private static async Task<T?> BodyAsync<T>(
        HttpContext context, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) is { } body)
                return body;
        }
        catch (JsonException)
        {
            // Said below.
        }

        await RefuseAsync(context, StatusCodes.Status400BadRequest, "the body is not what is expected here");
        return null;
    }

    private static Task TellAsync(HttpContext context, VenueOptions venue) => context.Response.WriteAsJsonAsync(
        new VenueChange(venue.Code, venue.IsEnabled, [.. venue.Symbols.Select(symbol => symbol.Symbol)]),
        FeedJson.Default.VenueChange);

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(reason);
    }
}
