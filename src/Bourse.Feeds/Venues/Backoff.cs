using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// How long to wait before the next attempt: doubling, capped, each less a part by chance so that many clients do not come
/// back at once. One thread.
/// </summary>
internal sealed class Backoff(TimeSpan min, TimeSpan max, Chance chance)
{
    private int _failures;

    /// <summary>The wait after another failure.</summary>
    /// <param name="asked">The least that the venue asks for; it may be longer than the cap.</param>
    public TimeSpan Next(TimeSpan? asked = null)
    {
        var doubled = min * Math.Pow(2, Math.Min(_failures++, 30));
        var capped = doubled < max ? doubled : max;
        var wait = capped * (0.5 + (0.5 * chance.Next()));
        return asked is { } least && least > wait ? least + (min * chance.Next()) : wait;
    }

    /// <summary>The last attempt was a success that lasted.</summary>
    public void Reset() => _failures = 0;
}
