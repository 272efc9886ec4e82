namespace Bourse.Engine;

/// <summary>What became of a command that was handed in.</summary>
public enum Outcome
{
    /// <summary>The exchange carried it out.</summary>
    Accepted,

    /// <summary>The exchange refused it; see <see cref="Answer.Reason"/>.</summary>
    Refused,

    /// <summary>It came before, and did nothing this time; the answer is the first one's.</summary>
    Repeated,

    /// <summary>It was never taken: too many commands wait. Nothing has happened; try again.</summary>
    Full,

    /// <summary>It was never taken: a journal takes no records. Nothing has happened.</summary>
    ReadOnly,

    /// <summary>It was never taken: the engine is stopping. Nothing has happened.</summary>
    Stopping,

    /// <summary>
    /// It was taken, but the disk failed before it was safe: the next start decides. Sent again with the same client
    /// id it is carried out once.
    /// </summary>
    Unsure,
}
