namespace Bourse.Feeds.Replay;

/// <summary>Which of its times a replayed record is chosen and paced by.</summary>
public enum ReplayClock
{
    /// <summary>When the record was written to the tape.</summary>
    Record,

    /// <summary>When the venue says it happened: an archive is written in a moment and happened over days.</summary>
    Venue,
}
