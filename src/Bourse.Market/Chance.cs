namespace Bourse.Market;

/// <summary>Seeded randomness that is the same in every process and version (SplitMix64). One thread.</summary>
public sealed class Chance(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = StableHash.Mix(seed);

    /// <summary>0 to below 1.</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 to below <paramref name="end"/>.</summary>
    public int Next(int end) => (int)(Next() * end);

    /// <summary>Exponentially distributed with mean 1.</summary>
    public double NextExponential() => -Math.Log(1 - Next());

    /// <summary>Normally distributed with mean 0 and deviation 1.</summary>
    public double NextNormal() => Math.Sqrt(2 * NextExponential()) * Math.Cos(2 * Math.PI * Next());

    public bool IsLess(double probability) => Next() < probability;

    private ulong NextBits()
    {
        unchecked
        {
            _state += Step;
            return StableHash.Mix(_state);
        }
    }
}
