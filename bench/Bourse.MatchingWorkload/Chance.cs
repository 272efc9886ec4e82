using Bourse.Market;

namespace Bourse.MatchingWorkload;

/// <summary>Seeded randomness in whole numbers alone (SplitMix64), so that every machine draws the same.</summary>
internal sealed class Chance(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = StableHash.Mix(seed);

    /// <summary>0 to below <paramref name="end"/>.</summary>
    public int Next(int end) => (int)((NextBits() * (ulong)end) >> 32);

    public bool IsOneIn(int times) => Next(times) == 0;

    /// <summary>
    /// From 0 to <paramref name="max"/>; at least <paramref name="scale"/> × k once in k + 1 draws.
    /// </summary>
    public int NextPowerLaw(int scale, int max) =>
        (int)Math.Min((((ulong)scale << 32) / (NextBits() + 1)) - (ulong)scale, (ulong)max);

    // 32 of them.
    private ulong NextBits()
    {
        unchecked
        {
            _state += Step;
            return StableHash.Mix(_state) >> 32;
        }
    }
}
