namespace Bourse.Gateway.WebSocket;

/// <summary>What a topic carries.</summary>
internal enum ChannelKind
{
    Trades,
    Quotes,
    Bars,
    Book,
    Consolidated,
    Summary,
    Prices,

    /// <summary>Where instruments stand, so many times a second at most.</summary>
    Ticker,

    /// <summary>What the exchange did with one account's orders, or with everybody's.</summary>
    Orders,

    /// <summary>What was found for one user.</summary>
    Alerts,
}
