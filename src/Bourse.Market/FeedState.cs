namespace Bourse.Market;

/// <summary>What a feed is doing; each change is an event on the tape.</summary>
public enum FeedState : byte
{
    Connecting = 1,
    Live = 2,

    /// <summary>The tape's ring is full: the feed waits, nothing is dropped.</summary>
    Waiting = 3,

    /// <summary>Connected, but silent for longer than the venue should be.</summary>
    Stale = 4,
    Disconnected = 5,

    /// <summary>A bounded source has been read to its end.</summary>
    Finished = 6,

    /// <summary>The feed stopped on a fault; the text says which.</summary>
    Failed = 7,
}
