namespace Bourse.Feeds.Playback;

/// <summary>The protocols in which the past is played.</summary>
public enum PlaybackProtocol
{
    /// <summary>Kraken's WebSocket v2.</summary>
    Kraken,

    /// <summary>Coinbase Exchange's feed.</summary>
    Coinbase,
}
