using System.Globalization;
using System.Text.Json;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Json;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Watching;

/// <summary>Watchlists, alerts and firings as JSON.</summary>
internal static class WatchingJson
{
    public static Problem TooMany(string detail) =>
        new(StatusCodes.Status422UnprocessableEntity, ProblemCode.TooMany, detail);

    public static long IdOf(HttpContext context) => long.TryParse(
        (string)context.Request.RouteValues["id"]!, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <param name="rows">One more than the page has where there is more.</param>
    public static void WritePage<T>(
        Utf8JsonWriter json, string name, List<T> rows, IdPage page, Func<T, long> idOf, Action<T> write)
    {
        json.WriteStartObject();
        json.WriteStartArray(name);
        foreach (var row in rows.Take(page.Limit))
            write(row);
        json.WriteEndArray();
        json.WriteString(Names.NextCursor, rows.Count > page.Limit ? page.After(idOf(rows[page.Limit - 1])) : null);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Watchlist list, WatchedSymbols symbols)
    {
        json.WriteStartObject();
        json.WriteNumber(Names.Id, list.Id);
        json.WriteString("user"u8, list.User);
        json.WriteString(Names.Name, list.Name);
        json.WriteStartArray("symbols"u8);
        foreach (var symbol in list.Symbols.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            json.WriteStartObject();
            json.WriteString(Names.Symbol, symbol);
            json.WriteBoolean("known"u8, symbols.IsKnown(symbol));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTime(Changed, new Timestamp(list.Changed));
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Alert alert, WatchedSymbols symbols)
    {
        json.WriteStartObject();
        json.WriteNumber(Names.Id, alert.Id);
        json.WriteString("user"u8, alert.User);
        json.WriteString(Names.Symbol, alert.Symbol);
        json.WriteBoolean("known"u8, symbols.IsKnown(alert.Symbol));
        json.WriteString("kind"u8, AlertWords.Of(alert.Kind));
        json.WritePrice(Threshold, new Price(alert.Threshold));
        if (alert.WindowSeconds > 0)
            json.WriteNumber("window_seconds"u8, alert.WindowSeconds);
        else
            json.WriteNull("window_seconds"u8);
        json.WritePrice(Hysteresis, new Price(alert.Hysteresis));
        json.WriteBoolean("repeat"u8, alert.IsRepeating);
        json.WriteString("webhook"u8, alert.Webhook);
        json.WriteBoolean("enabled"u8, alert.IsEnabled);
        json.WriteBoolean("fired"u8, alert.HasFired);
        json.WriteNumber("since_sequence"u8, alert.Since);
        json.WriteTime(Created, new Timestamp(alert.Created));
        json.WriteEndObject();
    }

    /// <summary>A firing as its user is told of it.</summary>
    public static void Write(Utf8JsonWriter json, AlertFiring firing, WatchedSymbols symbols)
    {
        json.WriteStartObject();
        WriteFacts(json, firing, symbols);
        json.WriteEndObject();
    }

    /// <summary>A firing with how far its webhook is.</summary>
    public static void WriteHistory(Utf8JsonWriter json, AlertFiring firing, WatchedSymbols symbols)
    {
        json.WriteStartObject();
        WriteFacts(json, firing, symbols);
        if (AlertWords.Of(firing.WebhookState) is not { } state)
        {
            json.WriteNull("webhook"u8);
        }
        else
        {
            json.WriteStartObject("webhook"u8);
            json.WriteString("url"u8, firing.Webhook);
            json.WriteString(Names.State, state);
            json.WriteNumber("attempts"u8, firing.Attempts);
            var isWaiting = firing is { WebhookState: WebhookState.Waiting, NextAttempt: > 0 };
            json.WriteTime(NextAttempt, isWaiting ? new Timestamp(firing.NextAttempt) : null);
            json.WriteString("fault"u8, firing.Fault);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static Task TellRemovedAsync(HttpContext context, long id)
    {
        if (AuditNote.Of(context) is { } note)
            note.Target = id.ToString(CultureInfo.InvariantCulture);
        return SmallAnswer.WriteAsync(context, id, (json, removed) =>
        {
            json.WriteStartObject();
            json.WriteNumber("removed"u8, removed);
            json.WriteEndObject();
        });
    }

    private static readonly JsonEncodedText Changed = JsonEncodedText.Encode("changed");
    private static readonly JsonEncodedText Created = JsonEncodedText.Encode("created");
    private static readonly JsonEncodedText Threshold = JsonEncodedText.Encode("threshold");
    private static readonly JsonEncodedText Hysteresis = JsonEncodedText.Encode("hysteresis");
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText NextAttempt = JsonEncodedText.Encode("next_attempt");

    private static void WriteFacts(Utf8JsonWriter json, AlertFiring firing, WatchedSymbols symbols)
    {
        json.WriteNumber(Names.Id, firing.Id);
        json.WriteNumber("alert"u8, firing.AlertId);
        json.WriteString("user"u8, firing.User);
        json.WriteString(Names.Symbol, firing.Symbol);
        json.WriteString("kind"u8, AlertWords.Of(firing.Kind));
        json.WritePrice(Threshold, new Price(firing.Threshold));
        json.WritePrice(Value, new Price(firing.Value));
        json.WriteTime(Names.Time, new Timestamp(firing.Time));
        json.WriteNumber(Names.Sequence, firing.TapeSequence);
        if (symbols.Find(firing.Symbol) is { } instrument)
            json.WriteFlags(instrument.Marks);
    }
}
