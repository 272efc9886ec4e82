using System.Text;
using System.Text.Json;
using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>Reads from when and how fast a join wants the past played: the fields `at` and `speed`.</summary>
internal static class PlayPayload
{
    private static readonly Refusal InvalidAt = new(
        "invalid_at", "At is an ISO 8601 time on the venue's clock, or nanoseconds since 1970.") { Field = "at" };

    private static readonly Refusal NothingToPlay = new(
        "invalid_at", "Trades, quotes, prices, bars and books of named symbols can be played, without 'from'.") { Field = "at" };

    private static readonly Refusal InvalidSpeed = new(
        "invalid_speed", $"A speed is 0 to {PlayRequest.SpeedMax} times as fast, and comes with 'at'.") { Field = "speed" };

    /// <summary>Null in <paramref name="play"/> where the past is not to be played; false with the reason.</summary>
    public static bool TryRead(
        Topic topic, InstrumentChoice choice, JoinStart start, JsonElement root, out PlayRequest? play, out Refusal? refusal)
    {
        (play, refusal) = (null, null);
        var hasSpeed = root.TryGetProperty("speed", out var speed) && speed.ValueKind != JsonValueKind.Null;
        if (!root.TryGetProperty("at", out var at) || at.ValueKind == JsonValueKind.Null)
        {
            refusal = hasSpeed ? InvalidSpeed : null;
            return !hasSpeed;
        }

        var times = 1.0;
        if (!IsPlayable(topic, choice) || !start.IsLive)
            refusal = NothingToPlay;
        else if (hasSpeed && !(speed.ValueKind == JsonValueKind.Number && speed.TryGetDouble(out times)
            && times is >= 0 and <= PlayRequest.SpeedMax))
            refusal = InvalidSpeed;
        else if (TimeOf(at) is not { } time)
            refusal = InvalidAt;
        else
            play = new PlayRequest(time, times);
        return refusal is null;
    }

    private static bool IsPlayable(Topic topic, InstrumentChoice choice) => !choice.IsAll && choice.Names.Count > 0
        && topic.Kind is ChannelKind.Trades or ChannelKind.Quotes or ChannelKind.Prices or ChannelKind.Bars or ChannelKind.Book;

    private static Timestamp? TimeOf(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.String when JoinPayload.TryGetText(at, out var text)
            && Timestamp.TryParse(Encoding.UTF8.GetBytes(text), out var time) => time,
        JsonValueKind.Number when at.TryGetInt64(out var nanoseconds) => new Timestamp(nanoseconds),
        _ => null,
    };
}
