namespace Bourse.Tests.Venues;

/// <summary>What a venue does wrong.</summary>
internal enum MisbehaviourKind
{
    /// <summary>Frames are left out: <see cref="Misbehaviour.Count"/>.</summary>
    Gap,

    /// <summary>A frame's checksum is changed.</summary>
    BadChecksum,

    /// <summary>A frame is sent twice.</summary>
    Duplicate,

    /// <summary>A frame is sent after the next that it could be taken for: same symbol, same channel.</summary>
    Reorder,

    /// <summary>Half a frame is sent as if it were whole.</summary>
    Truncate,

    /// <summary>Nothing more is sent to those connected, until told or until they go.</summary>
    Stall,

    /// <summary>The connection is closed as the protocol wants it.</summary>
    Close,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>A frame of <see cref="Misbehaviour.Bytes"/> bytes comes before the frame.</summary>
    HugeFrame,

    /// <summary>A message comes in many WebSocket frames.</summary>
    Fragmented,

    /// <summary>Text that is no JSON comes before the frame.</summary>
    GarbageText,

    /// <summary>Bytes that are no text come before the frame.</summary>
    GarbageBytes,

    /// <summary>WebSocket handshakes are answered 429: from the At-th on, Count of them.</summary>
    HandshakeRefused,

    /// <summary>REST requests are answered 429: from the At-th on, Count of them.</summary>
    RequestRefused,
}

/// <summary>One misbehaviour, and when it happens.</summary>
/// <param name="At">So many frames that it could hit are played before it, from when it was told.</param>
/// <param name="Symbol">The venue's name of the only instrument whose frames are hit; null: every frame.</param>
internal sealed record Misbehaviour(MisbehaviourKind Kind, int At = 0, string? Symbol = null, string? Channel = null)
{
    private int _seen;

    public int Count { get; init; } = 1;

    public int Bytes { get; init; } = 32 << 20;

    public int RetryAfterSeconds { get; init; } = 1;

    public bool IsOver => _seen >= At + Count;

    /// <summary>Counts a frame, a handshake or a request that it could hit; true: it hits this one.</summary>
    public bool Hits(FrameMark frame)
    {
        if ((Symbol is not null && Symbol != frame.Symbol) || (Channel is not null && Channel != frame.Channel))
            return false;
        return ++_seen > At && _seen <= At + Count;
    }
}
