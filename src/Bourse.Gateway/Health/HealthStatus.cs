namespace Bourse.Gateway.Health;

/// <summary>How a part of the program is, from best to worst.</summary>
public enum HealthStatus
{
    Up,

    /// <summary>It does its work, but something is amiss: a full disk, a feed that waits.</summary>
    Degraded,

    /// <summary>It will do its work soon: it is still rebuilding or catching up.</summary>
    Starting,

    /// <summary>It does not do its work, and will not by itself.</summary>
    Down,
}
