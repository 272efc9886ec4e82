using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>
/// Speaks as Coinbase Exchange's feed does: level2 (level2_batch and level2_50 alike), matches, ticker, heartbeat. The
/// tape does not hold orders: their ids are zero. Sequences are those of the tape. A ticker's figures are of the UTC day.
/// </summary>
internal sealed class CoinbaseVoice(PlaybackMarkets markets, PlaybackLimits limits) : PlaybackVoice(markets)
{
    private static readonly string[] Channels =
        ["level2", "level2_batch", "level2_50", "matches", "ticker", "heartbeat"];

    private readonly CoinbaseFollowing?[] _following = new CoinbaseFollowing?[markets.Count];

    public override void Hear(ReadOnlySpan<byte> request, Timestamp now)
    {
        var asked = CoinbaseRequest.Read(request.ToArray());
        if (WhyNot(asked) is { } reason)
        {
            var isLeaving = asked?.Type == "unsubscribe";
            CoinbaseWords.Refused(Frames, isLeaving ? "Failed to unsubscribe" : "Failed to subscribe", reason);
            return;
        }

        var isOn = asked!.Type == "subscribe";
        var changed = asked.Asked.Where(one => Set(Markets.Find(one.Product)!, one.Channel, isOn)).ToList();
        CoinbaseWords.Subscriptions(Frames, Held());
        if (isOn)
            foreach (var (channel, product) in changed)
                Begin(Markets.Find(product)!, channel);
    }

    internal override void SecondPassed(Timestamp time, long sequence)
    {
        if (Subscriptions == 0)
            return;
        foreach (var market in Markets.All)
            if (_following[market.Index] is { Heartbeat: true })
                CoinbaseWords.Heartbeat(Frames, market, sequence, time);
    }

    internal override void Traded(PlaybackMarket market, long sequence)
    {
        if (_following[market.Index] is not { } following)
            return;
        if (following.Matches)
            CoinbaseWords.Match(Frames, market, isLast: false, sequence);
        // Where the venue gives quotes, its ticker is told with them: they come with its trades.
        if (following.Ticker && !market.HasQuote)
            CoinbaseWords.Ticker(Frames, market, sequence);
    }

    internal override void Quoted(PlaybackMarket market, long sequence)
    {
        if (_following[market.Index] is { Ticker: true })
            CoinbaseWords.Ticker(Frames, market, sequence);
    }

    internal override void BookChanged(PlaybackMarket market, in BookUpdate update, bool isSnapshot)
    {
        if (_following[market.Index] is not { Book: true } following)
            return;
        if (following.AwaitsSnapshot && isSnapshot)
            BeginBook(market, following);
        // Only a subscription begins with a snapshot: one in the middle of the past is told as changes.
        else if (!following.AwaitsSnapshot && isSnapshot)
            CoinbaseWords.Changes(Frames, market, market.SnapshotBids, market.SnapshotAsks);
        else if (!following.AwaitsSnapshot)
            CoinbaseWords.Changes(Frames, market, update.Bids, update.Asks);
    }

    internal override bool Takes(PlaybackMarket market, MarketEventType what)
    {
        if (_following[market.Index] is not { } following)
            return false;
        if (what is MarketEventType.Trade or MarketEventType.Quote)
            return what == MarketEventType.Trade ? following.Matches : following.Ticker;
        following.AwaitsSnapshot &= what != MarketEventType.BookSnapshot;
        return following.Book && !following.AwaitsSnapshot;
    }

    private string? WhyNot(CoinbaseRequest? asked)
    {
        if (asked is null)
            return "Malformed JSON";
        if (asked.Type is not ("subscribe" or "unsubscribe"))
            return "Type has to be either subscribe or unsubscribe";
        if (asked.Asked.Count == 0)
            return "No channels or product_ids provided";
        foreach (var (channel, product) in asked.Asked)
        {
            if (!Channels.Contains(channel))
                return $"{channel} is not a valid channel";
            if (Markets.Find(product) is null)
                return $"{product} is not a valid product";
        }

        return asked.Type == "subscribe" && Subscriptions + asked.Asked.Count > limits.SubscriptionsMax
            ? $"At most {limits.SubscriptionsMax} channels of products"
            : null;
    }

    private bool Set(PlaybackMarket market, string channel, bool isOn)
    {
        var following = _following[market.Index] ??= new CoinbaseFollowing();
        if (following.Channels.Contains(channel) == isOn)
            return false;
        following.Set(channel, isOn);
        Subscriptions += isOn ? 1 : -1;
        return true;
    }

    private void Begin(PlaybackMarket market, string channel)
    {
        var following = _following[market.Index]!;
        if (channel.StartsWith("level2", StringComparison.Ordinal))
        {
            following.AwaitsSnapshot = !market.IsBookKnown;
            if (market.IsBookKnown)
                BeginBook(market, following);
        }
        else if (channel == "matches" && market.LastTradeId > 0)
        {
            CoinbaseWords.Match(Frames, market, isLast: true, market.LastSequence);
        }
        else if (channel == "ticker" && (market.HasQuote || market.LastTradeId > 0))
        {
            CoinbaseWords.Ticker(Frames, market, market.LastSequence);
        }
    }

    private void BeginBook(PlaybackMarket market, CoinbaseFollowing following)
    {
        following.AwaitsSnapshot = false;
        CoinbaseWords.Snapshot(Frames, market);
    }

    private IEnumerable<(string Channel, string Product)> Held() =>
        from market in Markets.All
        let following = _following[market.Index]
        where following is not null
        from channel in following.Channels
        select (channel, market.VenueName);
}
