using System.Globalization;
using Bourse.Feeds.Playback;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Playback;

/// <summary>Which past the query of a playback's address names.</summary>
internal sealed class PlaybackQuestion
{
    private const double SpeedMax = 1e9;

    private static readonly string[] Names = ["venue", "from", "to", "speed", "capture", "subscriptions"];

    private readonly IQueryCollection _query;

    /// <param name="venue">Whose events are played where the query does not say.</param>
    /// <param name="subscriptionsMax">More than a client may have would never be reached.</param>
    public PlaybackQuestion(IQueryCollection query, string venue, int subscriptionsMax)
    {
        _query = query;
        foreach (var name in query.Keys.Where(name => !Names.Contains(name)))
            Problem ??= new Problem(
                StatusCodes.Status400BadRequest, ProblemCode.UnknownParameter, "There is no such parameter here.", name);
        Request = new PlaybackRequest
        {
            Venue = Text("venue") ?? venue,
            From = Time("from"),
            To = Time("to"),
            Speed = Number("speed", 1, SpeedMax),
            Subscriptions = (int)Number("subscriptions", 1, subscriptionsMax),
        };
    }

    /// <summary>What is wrong with the query; null when all is well.</summary>
    public Problem? Problem { get; private set; }

    public PlaybackRequest Request { get; }

    /// <summary>The captured files to play; null: what the tape holds.</summary>
    public string? Capture => Text("capture");

    private string? Text(string name) => _query[name] is [{ Length: > 0 } text, ..] ? text : null;

    private Timestamp? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (Timestamp.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var time))
            return time;
        Problem ??= Problem.InvalidParameter(
            name, $"'{Shown.Short(text)}' is not a time: ISO 8601 or nanoseconds since 1970 are.");
        return null;
    }

    private double Number(string name, double usual, double max)
    {
        if (Text(name) is not { } text)
            return usual;
        var culture = CultureInfo.InvariantCulture;
        if (double.TryParse(text, NumberStyles.Float, culture, out var number) && number >= 0 && number <= max)
            return number;
        Problem ??= Problem.InvalidParameter(name, string.Create(culture, $"It is a number from 0 to {max}."));
        return usual;
    }
}
