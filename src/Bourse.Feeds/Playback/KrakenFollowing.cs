using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>What a client of Kraken's follows of one instrument.</summary>
internal sealed class KrakenFollowing
{
    public bool Trades { get; set; }

    public bool Ticker { get; set; }

    /// <summary>The ticker comes with every change of the best prices; else with trades.</summary>
    public bool TickerOnBestPrices { get; set; }

    /// <summary>Levels a side of the book; 0 when it is not followed.</summary>
    public int Depth { get; private set; }

    /// <summary>The client wants the book to begin with a snapshot, which was not known when it asked.</summary>
    public bool AwaitsSnapshot { get; set; }

    public ShownSide Bids { get; private set; } = new(Side.Buy, 0);

    public ShownSide Asks { get; private set; } = new(Side.Sell, 0);

    public void FollowBook(int depth)
    {
        Depth = depth;
        AwaitsSnapshot = false;
        Bids = new ShownSide(Side.Buy, depth);
        Asks = new ShownSide(Side.Sell, depth);
    }
}
