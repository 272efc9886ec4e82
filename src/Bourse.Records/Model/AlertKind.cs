namespace Bourse.Records;

/// <summary>What an alert looks at.</summary>
public enum AlertKind
{
    PriceAbove = 1,
    PriceBelow = 2,

    /// <summary>The price rose by so many percent within the window.</summary>
    PercentUp = 3,
    PercentDown = 4,

    /// <summary>So much was traded within the window.</summary>
    VolumeAbove = 5,

    /// <summary>The spread in percent of the middle.</summary>
    SpreadAbove = 6,
}
