namespace Bourse.Ticks;

/// <summary>Why a venue's best prices are not compared with those of others.</summary>
public enum LeftOut
{
    /// <summary>They are.</summary>
    None,

    /// <summary>Nothing is bid or offered there, as far as is known.</summary>
    Empty,

    /// <summary>Its book may be wrong since a gap.</summary>
    Suspect,

    /// <summary>Its own best bid is above its own best ask.</summary>
    Crossed,

    /// <summary>Its last word is older than was asked for.</summary>
    Stale,

    /// <summary>The synthetic market made it, and others are real.</summary>
    Synthetic,

    /// <summary>Its prices are in another currency than those of the others.</summary>
    Currency,
}
