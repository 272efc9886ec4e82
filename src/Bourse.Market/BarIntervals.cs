namespace Bourse.Market;

/// <summary>Names and lengths of <see cref="BarInterval"/>.</summary>
public static class BarIntervals
{
    public const int Count = 6;

    private static readonly string[] Names = ["1s", "1m", "5m", "15m", "1h", "1d"];

    private static readonly long[] Lengths =
    [
        Timestamp.PerSecond, Timestamp.PerMinute, 5 * Timestamp.PerMinute, 15 * Timestamp.PerMinute,
        Timestamp.PerHour, Timestamp.PerDay,
    ];

    public static IReadOnlyList<string> AllNames => Names;

    /// <summary>"1m", as in the interface.</summary>
    public static string Name(this BarInterval interval) => Names[(int)interval];

    /// <summary>The length in nanoseconds.</summary>
    public static long Nanoseconds(this BarInterval interval) => Lengths[(int)interval];

    public static bool TryParse(string name, out BarInterval interval)
    {
        interval = (BarInterval)Array.IndexOf(Names, name);
        return interval >= 0;
    }
}
