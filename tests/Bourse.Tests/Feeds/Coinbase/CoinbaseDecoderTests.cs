using System.Text;
using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Coinbase;

public sealed class CoinbaseDecoderTests
{
    [Fact]
    public void The_recording_holds_what_was_counted_and_its_books_never_cross()
    {
        var market = new CoinbaseMarket(CoinbaseMarket.Exchange);
        var counts = new Dictionary<VenueEventKind, int>();
        foreach (var frame in CoinbaseMarket.ExchangeFrames)
        {
            foreach (var (product, said) in market.Take(frame))
            {
                counts[said.Kind] = counts.GetValueOrDefault(said.Kind) + 1;
                if (said.Kind is VenueEventKind.BookSnapshot or VenueEventKind.BookDelta)
                    Assert.False(market.Books[product].IsCrossed, product);
            }
        }

        Assert.Equal(10, counts[VenueEventKind.BookSnapshot]);
        Assert.Equal(9_719, counts[VenueEventKind.BookDelta]);
        Assert.Equal(97 + 10, counts[VenueEventKind.Trade]);
        Assert.Equal(10 + 20 + 30, counts[VenueEventKind.Subscribed]);
        Assert.Equal(10, market.Books.Count);
        Assert.All(market.Books.Values, book => Assert.True(book.Bids.Count > 0 && book.Asks.Count > 0));
    }

    // There and until 2022 tickers told prices without sizes; a size of 0 would say that nobody bids.
    [Fact]
    public void A_ticker_without_sizes_is_no_quote()
    {
        var kinds = Decoded("ticker").Select(said => said.Said.Kind).ToList();
        Assert.Equal(107, kinds.Count);
        Assert.All(kinds, kind => Assert.Equal(VenueEventKind.Heartbeat, kind));
    }

    [Fact]
    public void A_ticker_with_sizes_is_a_quote()
    {
        var quote = Single("""
            {"type":"ticker","sequence":37475248783,"product_id":"ETH-USD","price":"1285.22","best_bid":"1285.04",
             "best_bid_size":"0.46688654","best_ask":"1285.27","best_ask_size":"1.56637040","side":"buy",
             "time":"2022-10-19T23:28:22.061769Z","trade_id":370843401,"last_size":"11.4396987"}
            """);
        Assert.Equal(VenueEventKind.Quote, quote.Kind);
        Assert.Equal((Price.Parse("1285.04"), Quantity.Parse("0.46688654")), (quote.Price, quote.Quantity));
        Assert.Equal((Price.Parse("1285.27"), Quantity.Parse("1.5663704")), (quote.Ask, quote.AskSize));
        Assert.Equal((37475248783, Timestamp.Parse("2022-10-19T23:28:22.061769Z")), (quote.Native, quote.VenueTime));
    }

    [Fact]
    public void Trade_ids_of_a_product_have_no_holes()
    {
        var last = new Dictionary<string, long>();
        var trades = Decoded("match");
        foreach (var (product, trade) in Decoded("last_match"))
            last.Add(product, trade.Native);
        Assert.Equal(97, trades.Count);
        foreach (var (product, trade) in trades)
        {
            Assert.Equal(last[product] + 1, trade.Native);
            last[product] = trade.Native;
        }
    }

    // A ticker repeats the trade that made it, and names the taker's side where the match names the maker's.
    [Fact]
    public void A_trades_side_is_the_takers()
    {
        var sides = new Dictionary<(string, long), Side>();
        foreach (var (product, trade) in Decoded("match").Concat(Decoded("last_match")))
            sides[(product, trade.Native)] = trade.Side;
        var compared = 0;
        foreach (var ticker in Messages("ticker"))
        {
            var key = (ticker.GetProperty("product_id").GetString()!, ticker.GetProperty("trade_id").GetInt64());
            if (!sides.TryGetValue(key, out var side))
                continue;
            Assert.Equal(ticker.GetProperty("side").GetString(), side == Side.Buy ? "buy" : "sell");
            compared++;
        }

        Assert.Equal(107, compared);
    }

    [Fact]
    public void A_heartbeat_tells_the_last_trade()
    {
        var heartbeat = Single(
            """{"type":"heartbeat","sequence":91,"last_trade_id":21,"product_id":"BTC-USD","time":"2026-01-01T00:00:01Z"}""");
        Assert.Equal((VenueEventKind.Heartbeat, 21), (heartbeat.Kind, heartbeat.Native));
    }

    [Fact]
    public void A_refusal_names_the_product_that_its_reason_names()
    {
        var frame = CoinbaseMarket.Utf8(
            """{"type":"error","message":"Failed to subscribe","reason":"BTC-ABC is not a valid product"}""");
        var (product, refusal) = new CoinbaseMarket(CoinbaseMarket.Exchange).Take(frame).Single();
        Assert.Equal((VenueEventKind.Refused, "BTC-ABC"), (refusal.Kind, product));
        Assert.Equal("BTC-ABC is not a valid product", refusal.Text.TextOf(frame));
    }

    [Theory]
    [InlineData("\"0.000000001\"", "\"1\"")]
    [InlineData("\"1\"", "\"92233720369\"")]
    [InlineData("\"1\"", "\"-1\"")]
    [InlineData("null", "\"1\"")]
    [InlineData("\"1\"", "[]")]
    public void A_number_that_cannot_be_held_spoils_its_product_alone(string price, string quantity)
    {
        var frame = CoinbaseMarket.Utf8(
            $$"""{"type":"l2update","changes":[["buy",{{price}},{{quantity}}]],"product_id":"PEPE-USD","time":"2026-01-01T00:00:00Z"}""");
        var (product, said) = new CoinbaseMarket(CoinbaseMarket.Exchange).Take(frame).Single();
        Assert.Equal((VenueEventKind.Malformed, "PEPE-USD"), (said.Kind, product));
    }

    [Fact]
    public void A_frame_that_names_no_product_and_cannot_be_read_is_refused()
    {
        Assert.Throws<FormatException>(() => Single("""{"type":"match","price":"1"}"""));
        Assert.Throws<FormatException>(() => Single("""{"price":"1"}"""));
        Assert.ThrowsAny<JsonException>(() => Single("not JSON"));
        Assert.ThrowsAny<JsonException>(() => Single(""));
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void The_order_of_members_does_not_matter(int seed)
    {
        var chance = new Chance((ulong)seed);
        foreach (var frame in CoinbaseMarket.ExchangeFrames.Where((_, i) => i % 10 == 0))
        {
            var shuffled = FrameMutations.Shuffled(frame, chance);
            Assert.Equal(FrameText.Of(CoinbaseMarket.Exchange, frame), FrameText.Of(CoinbaseMarket.Exchange, shuffled));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Damage_is_refused_or_spoils_a_product(int seed)
    {
        foreach (var frame in CoinbaseMarket.SmallFrames(CoinbaseMarket.ExchangeFrames, "type"))
            FrameMutations.DecodeDamaged(CoinbaseMarket.Exchange, frame, new Chance((ulong)seed));
    }

    [Fact]
    public void A_snapshot_may_be_huge()
    {
        var text = new StringBuilder("""{"type":"snapshot","product_id":"BTC-USD","bids":[""");
        for (var i = 0; i < 100_000; i++)
            text.Append(i == 0 ? "" : ",").Append("[\"").Append(100_000 - i).Append(".01\",\"0.5\"]");
        var market = new CoinbaseMarket(CoinbaseMarket.Exchange);
        market.Take(CoinbaseMarket.Utf8(text.Append("],\"asks\":[]}").ToString()));
        Assert.Equal(100_000, market.Books["BTC-USD"].Bids.Count);
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        var decoded = new DecodedFrame();
        var frames = CoinbaseMarket.ExchangeFrames.Where(frame => frame.Length < 1_000).ToList();
        Assert.Equal(0, Allocation.LeastOf(5, () =>
        {
            foreach (var frame in frames)
            {
                decoded.Clear();
                CoinbaseMarket.Exchange.Decode(frame, decoded);
            }
        }));
    }

    private static VenueEvent Single(string frame) =>
        new CoinbaseMarket(CoinbaseMarket.Exchange).Take(CoinbaseMarket.Utf8(frame)).Single().Said;

    private static List<(string Product, VenueEvent Said)> Decoded(string type)
    {
        var market = new CoinbaseMarket(CoinbaseMarket.Exchange);
        return [.. FramesOf(type).SelectMany(frame => market.Take(frame))];
    }

    private static IEnumerable<JsonElement> Messages(string type) =>
        FramesOf(type).Select(frame => JsonDocument.Parse(frame).RootElement);

    private static IEnumerable<byte[]> FramesOf(string type)
    {
        var start = CoinbaseMarket.Utf8($$"""{"type":"{{type}}",""");
        return CoinbaseMarket.ExchangeFrames.Where(frame => frame.AsSpan().StartsWith(start));
    }
}
