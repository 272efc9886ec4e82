namespace Bourse.Feeds.Capture;

/// <summary>What an entry of a recording is.</summary>
public enum RecordingEntryKind
{
    /// <summary>An answer to a request over REST.</summary>
    Http,

    /// <summary>A WebSocket was opened.</summary>
    Connect,

    /// <summary>A frame from us to the venue.</summary>
    Send,

    /// <summary>A frame from the venue.</summary>
    Receive,

    /// <summary>Entries that could not be kept: the bytes are their count, in digits.</summary>
    Lost,
}
