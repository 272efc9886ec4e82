namespace Bourse.Records;

/// <summary>An alert that has fired, kept as history, and how far its webhook is.</summary>
public sealed class AlertFiring
{
    public long Id { get; init; }

    public long AlertId { get; init; }

    public required string User { get; init; }

    public required string Symbol { get; init; }

    public AlertKind Kind { get; init; }

    /// <summary>In 10⁻⁸, as the alert had it.</summary>
    public long Threshold { get; init; }

    /// <summary>What was seen, in 10⁻⁸.</summary>
    public long Value { get; init; }

    /// <summary>
    /// The event of the tape that fired it. With the alert's id, unique: a tape read again fires nothing twice.
    /// </summary>
    public long TapeSequence { get; init; }

    /// <summary>The venue's time, nanoseconds since 1970.</summary>
    public long Time { get; init; }

    public string? Webhook { get; init; }

    public WebhookState WebhookState { get; set; }

    public int Attempts { get; set; }

    /// <summary>When to try again, nanoseconds since 1970.</summary>
    public long NextAttempt { get; set; }

    /// <summary>Why the last attempt failed; null if none has.</summary>
    public string? Fault { get; set; }
}
