namespace Bourse.Market;

/// <summary>The lengths of bars that are kept.</summary>
public enum BarInterval
{
    Second1,
    Minute1,
    Minute5,
    Minute15,
    Hour1,
    Day1,
}
