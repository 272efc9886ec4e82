namespace Bourse;

/// <summary>The parts of the program; <c>--roles</c> chooses which of them run here.</summary>
public enum RoleName
{
    /// <summary>Feeds and the tape they write. At most one process per data directory.</summary>
    Feeds,

    /// <summary>Our own exchange. At most one process per data directory.</summary>
    Exchange,

    /// <summary>The tape read into memory, and REST and WebSocket over it.</summary>
    Gateway,

    /// <summary>The binary stream of the tape.</summary>
    Relay,
}
