using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>
/// One client's conversation in a venue's protocol: it hears requests, is told what happens in the market, and says
/// frames. It knows no socket and no clock. One thread.
/// </summary>
public abstract class PlaybackVoice
{
    private protected PlaybackVoice(PlaybackMarkets markets) => Markets = markets;

    /// <summary>What is to be sent, in this order; whoever sends it clears it.</summary>
    public VoiceFrames Frames { get; } = new();

    /// <summary>Channels of instruments that the client is subscribed to.</summary>
    public int Subscriptions { get; private protected set; }

    private protected PlaybackMarkets Markets { get; }

    /// <summary>Says what the venue says to whoever connects.</summary>
    public virtual void Greet()
    {
    }

    /// <summary>Answers a client's frame; one that cannot be understood with the venue's form of an error.</summary>
    /// <param name="now">For the times of answers.</param>
    public abstract void Hear(ReadOnlySpan<byte> request, Timestamp now);

    /// <summary>Nothing was said for a second.</summary>
    public virtual void Idle()
    {
    }

    /// <summary>A second of the past has gone by.</summary>
    internal virtual void SecondPassed(Timestamp time, long sequence)
    {
    }

    internal abstract void Traded(PlaybackMarket market, long sequence);

    internal abstract void Quoted(PlaybackMarket market, long sequence);

    /// <param name="update">What was applied to the market's book.</param>
    internal abstract void BookChanged(PlaybackMarket market, in BookUpdate update, bool isSnapshot);

    /// <summary>Whether the client takes a captured frame, which tells that of that market.</summary>
    internal abstract bool Takes(PlaybackMarket market, MarketEventType what);
}
