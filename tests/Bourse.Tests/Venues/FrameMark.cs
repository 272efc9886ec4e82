namespace Bourse.Tests.Venues;

/// <summary>What a recorded frame is to the server that plays it.</summary>
internal enum FrameRole
{
    /// <summary>An answer to the recorder's own requests: never played.</summary>
    Answer,

    /// <summary>Played to whoever subscribed to its channel and symbol.</summary>
    Market,

    /// <summary>Played, and applied to the server's book.</summary>
    BookUpdate,

    /// <summary>A symbol's first is what its book begins with; a later one is played.</summary>
    BookSnapshot,

    /// <summary>What a channel of a symbol begins with for who subscribes: not played.</summary>
    Opening,

    /// <summary>Played to everyone who subscribed to anything.</summary>
    Everyone,
}

/// <summary>Whom a frame concerns.</summary>
/// <param name="Symbol">The venue's name; "" where it names none.</param>
internal readonly record struct FrameMark(FrameRole Role, string Channel = "", string Symbol = "");
