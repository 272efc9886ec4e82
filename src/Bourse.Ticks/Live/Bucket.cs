namespace Bourse.Ticks;

/// <summary>
/// The interval of a venue's clock that an instant falls into. All instants in [<paramref name="From"/>,
/// <paramref name="To"/>) fall into it too; nanoseconds since the epoch.
/// </summary>
/// <param name="Start">The first instant of the interval. Before From where the clocks changed within it.</param>
internal readonly record struct Bucket(long Start, long From, long To)
{
    public bool Holds(long time) => time >= From && time < To;
}
