using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>Which past a client wants to have played, and how.</summary>
public sealed record PlaybackRequest
{
    /// <summary>The venue whose stored events are played: "KRAKEN".</summary>
    public string Venue { get; init; } = "";

    /// <summary>Nothing is played from before this time, by the venue's clock: books are as they were then.</summary>
    public Timestamp? From { get; init; }

    /// <summary>Nothing is played from this time on.</summary>
    public Timestamp? To { get; init; }

    /// <summary>Seconds of the past in a second; 0 is as fast as the client takes it.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The past begins when so many channels of instruments are subscribed to.</summary>
    public int Subscriptions { get; init; } = 1;
}
