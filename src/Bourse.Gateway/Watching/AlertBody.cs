using Bourse.Gateway.Rest;
using Bourse.Gateway.Trading;
using Bourse.Market;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Watching;

/// <summary>Reads what an alert is to be, or to become; what is wrong with it is the fields' fault.</summary>
internal sealed class AlertBody(WatchedSymbols symbols, WebhookTargets targets)
{
    private const int WindowSecondsMax = 86_400;
    private const int WebhookLengthMax = 512;
    private const long ThresholdMax = 9_000_000_000_000_000_000;
    private const long PercentUnits = Price.UnitsPerOne;
    private const long HysteresisOfRepeating = PercentUnits / 10;
    private const long HysteresisOfRepeatingMin = PercentUnits / 100;

    public Alert Read(JsonFields fields, string user, long now)
    {
        var symbol = fields.NeededText("symbol", WatchedSymbols.LengthMax);
        var key = symbols.OneOf(symbol, out var fault);
        if (key is null)
            fields.Refuse("symbol", fault);
        var kind = fields.Choice("kind", [("", default), .. AlertWords.Kinds]);
        if (kind == default)
            fields.Refuse("kind", $"'kind' must be one of {string.Join(", ", AlertWords.Kinds.Select(known => known.Word))}.");
        if (!fields.Has("threshold"))
            fields.Refuse("threshold", "'threshold' is needed: a number.");
        var made = new Alert { User = user, Symbol = key ?? symbol, Kind = kind, Created = now };
        Change(fields, made);
        return made;
    }

    /// <summary>Changes what is given.</summary>
    public void Change(JsonFields fields, Alert alert)
    {
        alert.Threshold = fields.Has("threshold") ? fields.Units("threshold") : alert.Threshold;
        alert.WindowSeconds = fields.Has("window_seconds") ? fields.Whole("window_seconds") : alert.WindowSeconds;
        alert.IsRepeating = fields.Has("repeat") ? fields.Flag("repeat") : alert.IsRepeating;
        alert.IsEnabled = fields.Has("enabled") ? fields.Flag("enabled") : alert.IsEnabled;
        if (fields.Has("hysteresis"))
            alert.Hysteresis = fields.Units("hysteresis");
        else if (alert.IsRepeating && alert.Hysteresis == 0)
            alert.Hysteresis = HysteresisOfRepeating;
        if (fields.Has("webhook"))
            alert.Webhook = Webhook(fields);
        else if (fields.IsGiven("webhook"))
            alert.Webhook = null;
        Check(fields, alert);
    }

    private static void Check(JsonFields fields, Alert alert)
    {
        if (alert.Threshold is > ThresholdMax or < -ThresholdMax)
            fields.Refuse("threshold", "'threshold' must be between -90000000000 and 90000000000.");
        if (alert.Kind is not (AlertKind.PriceAbove or AlertKind.PriceBelow) && alert.Threshold <= 0)
            fields.Refuse("threshold", "'threshold' must be above 0.");
        var hasWindow = alert.Kind is AlertKind.PercentUp or AlertKind.PercentDown or AlertKind.VolumeAbove;
        if (hasWindow && alert.WindowSeconds is < 1 or > WindowSecondsMax)
            fields.Refuse("window_seconds", $"'window_seconds' must be a whole number from 1 to {WindowSecondsMax}.");
        if (!hasWindow && alert.WindowSeconds != 0)
            fields.Refuse("window_seconds", "Only percent and volume alerts have a window.");
        if (alert.Hysteresis is < 0 or > 100 * PercentUnits)
            fields.Refuse("hysteresis", "'hysteresis' must be from 0 to 100 percent.");
        if (alert.IsRepeating && alert.Hysteresis < HysteresisOfRepeatingMin)
            fields.Refuse("hysteresis", "'hysteresis' of an alert that repeats must be at least 0.01 percent.");
    }

    private string? Webhook(JsonFields fields)
    {
        var text = fields.NeededText("webhook", WebhookLengthMax);
        if (targets.Allow(text) is { } address)
            return address;
        fields.Refuse(new Problem(
            StatusCodes.Status422UnprocessableEntity, ProblemCode.WebhookNotAllowed,
            "The settings of this server do not allow webhooks to this address.", "webhook"));
        return null;
    }
}
