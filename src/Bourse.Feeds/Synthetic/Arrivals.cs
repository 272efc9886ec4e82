using Bourse.Market;

namespace Bourse.Feeds.Synthetic;

/// <summary>
/// When the orders of one instrument arrive: a Hawkes process, in which each order makes others likelier for a while,
/// over a rate that is high at the ends of the day and low in its middle, and never nothing. One thread.
/// </summary>
internal sealed class Arrivals(Chance chance, double ordersPerSecond)
{
    // Each order brings this many others along, on average, within about a second.
    private const double Children = 0.6;
    private const double DecayPerSecond = 2;

    private const double SecondsPerDay = 86_400;

    // A parabola over the day with mean 1.
    private const double NoonRate = 0.5;
    private const double MidnightRate = 2;

    private double _excess;

    /// <summary>How busy a time of day is compared with the whole day's average: 0.5 to 2.</summary>
    public static double BusynessAt(double seconds)
    {
        var partOfDay = (seconds / SecondsPerDay) - Math.Floor(seconds / SecondsPerDay);
        var fromNoon = (2 * partOfDay) - 1;
        return NoonRate + ((MidnightRate - NoonRate) * fromNoon * fromNoon);
    }

    /// <summary>Nanoseconds from one order to the next, at least 1.</summary>
    public long Next(double seconds)
    {
        // The first of two: an order that comes by itself, or one that the excitement brings. The latter's rate decays,
        // so that it may never come (Dassios and Zhao, "Exact simulation of Hawkes process", 2013).
        var own = chance.NextExponential() / (ordersPerSecond * (1 - Children) * BusynessAt(seconds));
        var decay = 1 - (DecayPerSecond * chance.NextExponential() / _excess);
        var wait = decay > 0 ? Math.Min(own, -Math.Log(decay) / DecayPerSecond) : own;
        _excess = (_excess * Math.Exp(-DecayPerSecond * wait)) + (Children * DecayPerSecond);
        return Math.Max(1, (long)(wait * Timestamp.PerSecond));
    }
}
