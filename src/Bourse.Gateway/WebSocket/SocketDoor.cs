using Bourse.Gateway.Auth;

namespace Bourse.Gateway.WebSocket;

/// <summary>What decides whether a WebSocket is let in, and whether it may stay.</summary>
public sealed record SocketDoor
{
    /// <summary>
    /// True once the live loop has read what was on the tape at the start: before that, live would mean the past.
    /// </summary>
    public Func<bool> IsCaughtUp { get; init; } = () => true;

    /// <summary>
    /// Whether somebody who was let in may still be: false once a key is revoked or over, or its user disabled. Asked several
    /// times a second for each socket, so that it must be quick. Any thread.
    /// </summary>
    public Func<Caller, bool> IsStillValid { get; init; } = _ => true;

    internal Rights Rights { get; init; } = new(isMarketOpen: true);
}
