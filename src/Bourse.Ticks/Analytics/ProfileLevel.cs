namespace Bourse.Ticks;

/// <summary>What was traded from a price up to the next level, by the side that took. All in 10⁻⁸.</summary>
/// <param name="Other">Of no known side.</param>
public readonly record struct ProfileLevel(long Price, Int128 Bought, Int128 Sold, Int128 Other)
{
    public Int128 Volume => Bought + Sold + Other;
}
