using Bourse.Feeds.Kraken;
using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>
/// Speaks as Kraken's WebSocket v2 does: book with CRC-32, trade, ticker, instrument; subscribe, unsubscribe, ping; an
/// error where Kraken answers one. A ticker's figures are of the UTC day. A trade whose taker is unknown is said to be a buy.
/// </summary>
internal sealed class KrakenVoice(PlaybackMarkets markets, PlaybackLimits limits) : PlaybackVoice(markets)
{
    /// <summary>The depths of book that Kraken offers.</summary>
    public static readonly int[] Depths = [10, 25, 100, 500, 1000];

    private readonly KrakenFollowing?[] _following = new KrakenFollowing?[markets.Count];
    private readonly KrakenChecksum _checksum = new();
    private bool _followsInstruments;

    public override void Greet() => KrakenWords.Status(Frames);

    public override void Idle()
    {
        if (Subscriptions > 0)
            Frames.Add("""{"channel":"heartbeat"}"""u8);
    }

    public override void Hear(ReadOnlySpan<byte> request, Timestamp now)
    {
        var asked = KrakenRequest.Read(request.ToArray());
        switch (asked?.Method)
        {
            case "subscribe" or "unsubscribe" when asked.Channel == "instrument":
                FollowInstruments(asked, now);
                break;
            case "subscribe" or "unsubscribe" when asked.Channel is "book" or "trade" or "ticker":
                Follow(asked, now);
                break;
            case "subscribe" or "unsubscribe":
                Refuse(asked, null, "Subscription name invalid", now);
                break;
            case "ping":
                KrakenWords.Pong(Frames, asked.Number, now);
                break;
            default:
                Refuse(asked, null, asked is null ? "Malformed request" : "Unsupported method", now);
                break;
        }
    }

    internal override void Traded(PlaybackMarket market, long sequence)
    {
        if (_following[market.Index] is not { } following)
            return;
        if (following.Trades)
            KrakenWords.Trade(Frames, market, isSnapshot: false);
        if (following is { Ticker: true, TickerOnBestPrices: false })
            KrakenWords.Ticker(Frames, market, isSnapshot: false);
    }

    internal override void Quoted(PlaybackMarket market, long sequence)
    {
        if (_following[market.Index] is { Ticker: true, TickerOnBestPrices: true })
            KrakenWords.Ticker(Frames, market, isSnapshot: false);
    }

    internal override void BookChanged(PlaybackMarket market, in BookUpdate update, bool isSnapshot)
    {
        if (_following[market.Index] is not { Depth: > 0 } following || !market.IsBookKnown)
            return;
        if (following.AwaitsSnapshot)
        {
            Begin(market, following);
            return;
        }

        var bids = isSnapshot || following.Bids.Concerns(update.Bids) ? following.Bids.Update(market.Book.Bids) : [];
        var asks = isSnapshot || following.Asks.Concerns(update.Asks) ? following.Asks.Update(market.Book.Asks) : [];
        if (bids.Length + asks.Length > 0)
            KrakenWords.Book(Frames, market, "update"u8, bids, asks, ChecksumOf(market));
    }

    internal override bool Takes(PlaybackMarket market, MarketEventType what)
    {
        if (_following[market.Index] is not { } following)
            return false;
        if (what is MarketEventType.Trade or MarketEventType.Quote)
            return what == MarketEventType.Trade ? following.Trades : following.Ticker;
        following.AwaitsSnapshot &= what != MarketEventType.BookSnapshot;
        return following.Depth > 0 && !following.AwaitsSnapshot;
    }

    private void FollowInstruments(KrakenRequest asked, Timestamp now)
    {
        if (Invalid(asked, _followsInstruments, 0) is { } reason)
        {
            Refuse(asked, null, reason, now);
            return;
        }

        _followsInstruments = asked.Method == "subscribe";
        KrakenWords.Agreed(Frames, asked, null, now);
        if (_followsInstruments && asked.WantsSnapshot)
            KrakenWords.Instruments(Frames, Markets.All);
    }

    private void Follow(KrakenRequest asked, Timestamp now)
    {
        if (asked.Symbols.Count == 0)
            Refuse(asked, null, "Symbol(s) not found", now);
        foreach (var symbol in asked.Symbols)
        {
            if (Markets.Find(symbol) is not { } market)
                Refuse(asked, symbol, $"Currency pair not supported {symbol}", now);
            else if (Invalid(asked, IsHeld(market, asked.Channel), market.BookDepth) is { } reason)
                Refuse(asked, symbol, reason, now);
            else if (asked.Method == "subscribe")
                Subscribe(asked, market, symbol, now);
            else
                Unsubscribe(asked, market, symbol, now);
        }
    }

    private string? Invalid(KrakenRequest asked, bool isHeld, int onlyDepth) => (asked.Method, isHeld) switch
    {
        ("subscribe", true) => "Already subscribed",
        ("unsubscribe", false) => "Subscription Not Found",
        ("subscribe", _) when asked.Channel == "book" && !IsOffered(asked.Depth, onlyDepth) =>
            "Subscription depth not supported",
        ("subscribe", _) when Subscriptions >= limits.SubscriptionsMax => "Subscription limit exceeded",
        _ => null,
    };

    private static bool IsOffered(int depth, int onlyDepth) =>
        onlyDepth == 0 ? Depths.Contains(depth) : depth == onlyDepth;

    private bool IsHeld(PlaybackMarket market, string channel) =>
        _following[market.Index] is { } following && channel switch
        {
            "book" => following.Depth > 0,
            "trade" => following.Trades,
            _ => following.Ticker,
        };

    private void Subscribe(KrakenRequest asked, PlaybackMarket market, string symbol, Timestamp now)
    {
        var following = _following[market.Index] ??= new KrakenFollowing();
        Subscriptions++;
        KrakenWords.Agreed(Frames, asked, symbol, now);
        switch (asked.Channel)
        {
            case "book":
                following.FollowBook(asked.Depth);
                following.AwaitsSnapshot = asked.WantsSnapshot;
                BeginBook(market, following);
                break;
            case "trade":
                following.Trades = true;
                if (asked.WantsSnapshot && market.LastTradeId > 0)
                    KrakenWords.Trade(Frames, market, isSnapshot: true);
                break;
            default:
                (following.Ticker, following.TickerOnBestPrices) = (true, asked.OnBestPrices);
                if (asked.WantsSnapshot && (market.HasQuote || market.LastTradeId > 0))
                    KrakenWords.Ticker(Frames, market, isSnapshot: true);
                break;
        }
    }

    private void BeginBook(PlaybackMarket market, KrakenFollowing following)
    {
        if (!market.IsBookKnown)
            return;
        if (following.AwaitsSnapshot)
        {
            Begin(market, following);
            return;
        }

        following.Bids.Update(market.Book.Bids);
        following.Asks.Update(market.Book.Asks);
    }

    private void Begin(PlaybackMarket market, KrakenFollowing following)
    {
        following.AwaitsSnapshot = false;
        following.Bids.Update(market.Book.Bids);
        following.Asks.Update(market.Book.Asks);
        KrakenWords.Book(
            Frames, market, "snapshot"u8, following.Bids.Shown, following.Asks.Shown, ChecksumOf(market));
    }

    private uint ChecksumOf(PlaybackMarket market) =>
        _checksum.Of(market.Book, (market.PriceDecimals, market.QuantityDecimals));

    private void Unsubscribe(KrakenRequest asked, PlaybackMarket market, string symbol, Timestamp now)
    {
        var following = _following[market.Index]!;
        Subscriptions--;
        if (asked.Channel == "book")
            following.FollowBook(0);
        else if (asked.Channel == "trade")
            following.Trades = false;
        else
            following.Ticker = false;
        KrakenWords.Agreed(Frames, asked, symbol, now);
    }

    private void Refuse(KrakenRequest? asked, string? symbol, string reason, Timestamp now) =>
        KrakenWords.Refused(Frames, asked, symbol, reason, now);
}
