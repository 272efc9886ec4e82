using Bourse.Records;

namespace Bourse.Gateway.Watching;

/// <summary>What kinds and states are called in JSON, on the command line and in metrics.</summary>
internal static class AlertWords
{
    public static readonly (string Word, AlertKind Kind)[] Kinds =
    [
        ("price_above", AlertKind.PriceAbove), ("price_below", AlertKind.PriceBelow),
        ("percent_up", AlertKind.PercentUp), ("percent_down", AlertKind.PercentDown),
        ("volume_above", AlertKind.VolumeAbove), ("spread_above", AlertKind.SpreadAbove),
    ];

    public static string Of(AlertKind kind) => Array.Find(Kinds, known => known.Kind == kind).Word;

    public static string? Of(WebhookState state) => state switch
    {
        WebhookState.Waiting => "waiting",
        WebhookState.Delivered => "delivered",
        WebhookState.GivenUp => "given_up",
        _ => null,
    };
}
