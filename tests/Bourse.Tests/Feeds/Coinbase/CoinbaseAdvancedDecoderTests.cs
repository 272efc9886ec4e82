using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Coinbase;

public sealed class CoinbaseAdvancedDecoderTests
{
    [Fact]
    public void The_recording_is_whole_and_its_books_never_cross()
    {
        var market = new CoinbaseMarket(CoinbaseMarket.Advanced);
        var counts = new Dictionary<VenueEventKind, int>();
        var sequence = 0L;
        foreach (var frame in CoinbaseMarket.AdvancedFrames)
        {
            var said = market.Take(frame);
            Assert.Equal(sequence++, market.Frame.ConnectionSequence);
            foreach (var kind in said.Select(one => one.Said.Kind))
                counts[kind] = counts.GetValueOrDefault(kind) + 1;
            Assert.All(market.Books.Values, book => Assert.False(book.IsCrossed));
        }

        Assert.Equal(1_030, sequence);
        Assert.Equal((2, 773), (counts[VenueEventKind.BookSnapshot], counts[VenueEventKind.BookDelta]));
        Assert.Equal(200 + 79, counts[VenueEventKind.Trade]);
        Assert.Equal(2 + 158, counts[VenueEventKind.Quote]);
        Assert.Equal(200 + 4, counts[VenueEventKind.Bar]);
        Assert.Equal(25, counts[VenueEventKind.Heartbeat]);
        Assert.Equal(["BTC-USD", "ETH-USD"], market.Books.Keys.Order());
    }

    [Fact]
    public void Trades_come_in_the_order_of_their_ids_without_holes()
    {
        var market = new CoinbaseMarket(CoinbaseMarket.Advanced);
        var trades = CoinbaseMarket.AdvancedFrames.SelectMany(frame => market.Take(frame))
            .Where(one => one.Said.Kind == VenueEventKind.Trade)
            .ToLookup(one => one.Product, one => one.Said);
        Assert.Equal((147, 132), (trades["BTC-USD"].Count(), trades["ETH-USD"].Count()));
        foreach (var product in trades)
            Assert.Equal(
                Enumerable.Range(0, product.Count()).Select(i => product.First().Native + i),
                product.Select(trade => trade.Native));
    }

    // Books and trades come on one connection: who took paid the ask or was paid the bid, but for what moved meanwhile.
    [Fact]
    public void A_trades_side_is_the_takers()
    {
        var market = new CoinbaseMarket(CoinbaseMarket.Advanced);
        var (right, wrong) = (0, 0);
        foreach (var frame in CoinbaseMarket.AdvancedFrames)
        {
            foreach (var (product, said) in market.Take(frame))
            {
                if (said.Kind != VenueEventKind.Trade || !market.Books.TryGetValue(product, out var book))
                    continue;
                var middle = (book.Bids[0].Price.Units + book.Asks[0].Price.Units) / 2;
                if (said.Price.Units > middle == (said.Side == Side.Buy))
                    right++;
                else
                    wrong++;
            }
        }

        Assert.True(right > 8 * wrong, $"{right} right, {wrong} wrong");
    }

    [Fact]
    public void A_quote_is_the_best_of_the_book()
    {
        var market = new CoinbaseMarket(CoinbaseMarket.Advanced);
        var (equal, all) = (0, 0);
        foreach (var frame in CoinbaseMarket.AdvancedFrames)
        {
            foreach (var (product, said) in market.Take(frame))
            {
                if (said.Kind != VenueEventKind.Quote || !market.Books.TryGetValue(product, out var book))
                    continue;
                all++;
                if (said.Price == book.Bids[0].Price && said.Ask == book.Asks[0].Price)
                    equal++;
            }
        }

        Assert.True(equal * 2 > all, $"{equal} of {all}");
    }

    [Fact]
    public void A_book_event_bears_the_latest_time_of_its_levels()
    {
        var said = Single("""
            {"channel":"l2_data","timestamp":"2026-08-09T21:05:49Z","sequence_num":7,"events":[{"type":"update",
             "product_id":"BTC-USD","updates":[
              {"side":"bid","event_time":"2026-08-09T21:05:48.3Z","price_level":"1.5","new_quantity":"2"},
              {"side":"offer","event_time":"2026-08-09T21:05:48.25Z","price_level":"1.6","new_quantity":"0"}]}]}
            """);
        Assert.Equal(Timestamp.Parse("2026-08-09T21:05:48.3Z"), said.VenueTime);
    }

    [Fact]
    public void Levels_without_a_time_bear_the_frames()
    {
        var said = Single("""
            {"events":[{"updates":[
              {"side":"bid","event_time":"1970-01-01T00:00:00Z","price_level":"1.5","new_quantity":"2"}],
             "product_id":"BTC-USD","type":"snapshot"}],"sequence_num":0,"timestamp":"2026-08-09T21:05:49Z","channel":"l2_data"}
            """);
        Assert.Equal(VenueEventKind.BookSnapshot, said.Kind);
        Assert.Equal(Timestamp.Parse("2026-08-09T21:05:49Z"), said.VenueTime);
    }

    [Fact]
    public void A_product_that_cannot_be_read_spoils_no_other()
    {
        var market = new CoinbaseMarket(CoinbaseMarket.Advanced);
        var said = market.Take(CoinbaseMarket.Utf8("""
            {"channel":"l2_data","timestamp":"2026-08-09T21:05:49Z","sequence_num":7,"events":[
             {"type":"update","product_id":"BTC-USD","updates":[
              {"side":"bid","event_time":"2026-08-09T21:05:48Z","price_level":"1.5","new_quantity":"2"}]},
             {"type":"update","updates":[
              {"side":"bid","event_time":"2026-08-09T21:05:48Z","price_level":"0.000000001","new_quantity":"2"}],
              "product_id":"PEPE-USD"},
             {"type":"update","product_id":"ETH-USD","updates":[
              {"side":"offer","event_time":"2026-08-09T21:05:48Z","price_level":"2.5","new_quantity":"3"}]}]}
            """));
        Assert.Equal(["BTC-USD", "PEPE-USD", "ETH-USD"], said.Select(one => one.Product));
        Assert.Equal(
            [VenueEventKind.BookDelta, VenueEventKind.Malformed, VenueEventKind.BookDelta], said.Select(one => one.Said.Kind));
        Assert.Equal(7, market.Frame.ConnectionSequence);
        Assert.Equal((1, 1), (market.Books["BTC-USD"].Bids.Count, market.Books["ETH-USD"].Asks.Count));
    }

    [Fact]
    public void An_error_is_a_refusal()
    {
        var refusal = Single("""{"type":"error","message":"subscribe: invalid channel"}""");
        Assert.Equal(VenueEventKind.Refused, refusal.Kind);
    }

    [Fact]
    public void A_channel_that_is_not_known_is_still_numbered()
    {
        var market = new CoinbaseMarket(CoinbaseMarket.Advanced);
        var said = market.Take(CoinbaseMarket.Utf8(
            """{"channel":"status","timestamp":"2026-08-09T21:05:49Z","sequence_num":3,"events":[{"products":[]}]}"""));
        Assert.Equal(VenueEventKind.Heartbeat, said.Single().Said.Kind);
        Assert.Equal(3, market.Frame.ConnectionSequence);
    }

    [Fact]
    public void A_frame_that_cannot_be_read_is_refused()
    {
        Assert.Throws<FormatException>(() => Single("{}"));
        Assert.Throws<FormatException>(() => Single("""{"channel":"l2_data","timestamp":"2026-08-09T21:05:49Z","events":[]}"""));
        Assert.Throws<FormatException>(() => Single("""{"channel":"l2_data","sequence_num":1,"events":[]}"""));
        Assert.ThrowsAny<JsonException>(() => Single("""{"channel":"l2_data","timestamp":"2026-08-09T21:05:49Z","sequ"""));
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void The_order_of_members_does_not_matter(int seed)
    {
        var chance = new Chance((ulong)seed);
        foreach (var frame in CoinbaseMarket.AdvancedFrames.Where((frame, i) => i % 4 == 0 && frame.Length < 100_000))
        {
            var shuffled = FrameMutations.Shuffled(frame, chance);
            Assert.Equal(
                Sorted(FrameText.Of(CoinbaseMarket.Advanced, frame)), Sorted(FrameText.Of(CoinbaseMarket.Advanced, shuffled)));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Damage_is_refused_or_spoils_a_product(int seed)
    {
        foreach (var frame in CoinbaseMarket.SmallFrames(CoinbaseMarket.AdvancedFrames, "channel"))
            FrameMutations.DecodeDamaged(CoinbaseMarket.Advanced, frame, new Chance((ulong)seed));
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        var decoded = new DecodedFrame();
        var frames = CoinbaseMarket.AdvancedFrames.ToList();
        Assert.Equal(0, Allocation.LeastOf(5, () =>
        {
            foreach (var frame in frames)
            {
                decoded.Clear();
                CoinbaseMarket.Advanced.Decode(frame, decoded);
            }
        }));
    }

    private static VenueEvent Single(string frame) =>
        new CoinbaseMarket(CoinbaseMarket.Advanced).Take(CoinbaseMarket.Utf8(frame)).Single().Said;

    // Subscriptions are an object of channels, which come shuffled too.
    private static IEnumerable<string> Sorted(string lines) => lines.Split('\n').Order(StringComparer.Ordinal);
}
