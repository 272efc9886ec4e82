namespace Bourse.Ticks;

/// <summary>
/// Where the bar of the last trade is, and for which times it is the right one: the next trade nearly always belongs
/// there. All intervals' slots lie side by side, so that a trade touches little memory.
/// </summary>
internal struct BarSlot
{
    public Bucket Bucket;
    public BarCell[]? Bars;
    public int Row;

    public readonly bool Holds(long time) => Bars is not null && Bucket.Holds(time);
}
