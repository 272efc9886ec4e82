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
}
