namespace Bourse.Tape.Relay;

/// <summary>Where a relayed stream begins.</summary>
public enum RelayStart : byte
{
    /// <summary>With the next event.</summary>
    Live = 0,

    /// <summary>With that sequence of the server's tape.</summary>
    Sequence = 1,

    /// <summary>With the first record written at or after that time (nanoseconds since 1970, the tape's time).</summary>
    Time = 2,
}
