using System.Text;
using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Alpaca;

public sealed class AlpacaDecoderTests
{
    [Fact]
    public void A_trade_tells_its_conditions_and_who_numbered_it()
    {
        var trades = AlpacaStream.Decoded(AlpacaStream.Frames[4]);
        Assert.All(trades, trade => Assert.Equal(VenueEventKind.Trade, trade.Kind));
        Assert.Equal(
            [(Price.Parse("412.005"), new Quantity(30 * Quantity.UnitsPerOne)), (Price.Parse("499.5"), Quantity.Parse("100")),
             (Price.Parse("0.0001"), Quantity.Parse("1"))],
            trades.Select(trade => (trade.Price, trade.Quantity)));
        Assert.Equal(['@' | ((uint)'F' << 8) | ((uint)'I' << 16), ' ', 0u], trades.Select(trade => trade.Conditions));
        Assert.Equal([7101, 12, 52983525033527], trades.Select(trade => trade.Native & ((1L << 46) - 1)));
        Assert.Equal(Timestamp.Parse("2026-03-02T15:00:00.123456789Z"), trades[0].VenueTime);
    }

    // Exchanges number their trades apart, and from 1 each day: the id alone would make one trade of several.
    [Fact]
    public void The_same_id_of_another_exchange_or_day_is_another_trade()
    {
        var numbers = from exchange in (string[])["V", "K", "N"]
                      from day in (string[])["2026-03-02", "2026-03-03", "2026-04-02"]
                      from id in (long[])[75, 76]
                      select AlpacaStream.Decoded(
                          $$"""[{"T":"t","S":"A","i":{{id}},"x":"{{exchange}}","p":1,"s":1,"t":"{{day}}T15:00:00Z"}]""")[0].Native;
        Assert.Equal(18, numbers.Where(number => number > 0).Distinct().Count());
    }

    [Theory]
    [InlineData("""["@"]""", "A", EventFlags.None)]
    [InlineData("""["@","T"]""", "C", EventFlags.None)]
    [InlineData("""["@","I"]""", "C", EventFlags.OffPrice)]
    [InlineData("""["@","T","U"]""", "C", EventFlags.OffPrice)]
    [InlineData("""["B"]""", "A", EventFlags.OffPrice)]
    [InlineData("""["B"]""", "C", EventFlags.None)]
    [InlineData("""["4","W"]""", "C", EventFlags.OffPrice)]
    public void A_trade_that_sets_no_price_is_marked(string conditions, string tape, EventFlags flags) => Assert.Equal(
        flags,
        AlpacaStream.Decoded($$"""[{"c":{{conditions}},"T":"t","S":"A","i":1,"x":"V","p":1,"s":1,"z":"{{tape}}"}]""")[0].Flags);

    [Fact]
    public void A_quote_may_lack_a_side()
    {
        var quotes = AlpacaStream.Decoded(AlpacaStream.Frames[5]);
        Assert.Equal([(2, 11), (0, 3)], quotes.Select(
            quote => (quote.Quantity.Units / Quantity.UnitsPerOne, quote.AskSize.Units / Quantity.UnitsPerOne)));
        Assert.Equal((Price.Parse("412"), Price.Parse("412.01")), (quotes[0].Price, quotes[0].Ask));
    }

    [Fact]
    public void Bars_of_minutes_and_days_are_bars()
    {
        var bars = AlpacaStream.Frames.Skip(6).Take(3).SelectMany(AlpacaStream.Decoded).ToList();
        Assert.All(bars, bar => Assert.Equal(VenueEventKind.Bar, bar.Kind));
        Assert.Equal([53120, 53220, 12345678], bars.Select(bar => bar.Quantity.Units / Quantity.UnitsPerOne));
        Assert.Equal(Price.Parse("412.05"), bars[1].Price);
    }

    [Fact]
    public void Halts_limits_and_corrections_are_put_into_words() => Assert.Equal(
        [
            "Trading Halt: Halt: News Pending",
            "Trading Resumption",
            "limit down 391.4, limit up 432.6",
            "trade 7101 of 30 at 412.005 was cancelled",
            "trade 7101 of 30 at 412.005 was of 31 at 412.05",
        ],
        AlpacaStream.Frames.Skip(9).Take(5).Select(frame => AlpacaStream.Decoded(frame).Single().Note));

    [Fact]
    public void The_login_and_its_refusals_are_told_apart()
    {
        Assert.Equal(
            [VenueEventKind.Heartbeat, VenueEventKind.LoggedIn, VenueEventKind.Refused],
            AlpacaStream.Frames.Take(3).Select(frame => AlpacaStream.Decoded(frame).Single().Kind));
        foreach (var code in (int[])[400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 500])
        {
            var frame = $$"""[{"T":"error","code":{{code}},"msg":"why"}]""";
            var refusal = AlpacaStream.Decoded(frame).Single();
            Assert.Equal((VenueEventKind.Refused, code), (refusal.Kind, refusal.Native));
            Assert.Equal("why", refusal.Text.TextOf(Encoding.UTF8.GetBytes(frame)));
        }
    }

    [Fact]
    public void Subscriptions_are_confirmed_by_instrument() =>
        Assert.Equal(3, AlpacaStream.Decoded(AlpacaStream.Frames[3]).Count(said => said.Kind == VenueEventKind.Subscribed));

    [Fact]
    public void An_item_that_cannot_be_read_spoils_no_other()
    {
        var frame = Encoding.UTF8.GetBytes("""
            [{"T":"t","S":"A","i":1,"x":"V","p":1.5,"s":1},{"p":0.000000001,"T":"t","i":1,"x":"V","s":1,"S":"B"},
             {"T":"q","S":"C","bp":1,"bs":1,"ap":2},{"T":"t","S":"D","i":1,"x":"V","p":2.5,"s":-1},
             {"T":"t","S":"E","i":1,"x":"V","p":2.5,"s":1}]
            """);
        var decoded = new DecodedFrame();
        AlpacaStream.Json.Decode(frame, decoded);
        Assert.Equal(
            [
                (VenueEventKind.Trade, "A"), (VenueEventKind.Malformed, "B"), (VenueEventKind.Malformed, "C"),
                (VenueEventKind.Malformed, "D"), (VenueEventKind.Trade, "E"),
            ],
            decoded.Events.ToArray().Select(said => (said.Kind, said.Symbol.TextOf(frame))));
    }

    [Fact]
    public void A_frame_that_cannot_be_read_is_refused()
    {
        Assert.Throws<FormatException>(() => AlpacaStream.Decoded("""{"T":"t"}"""));
        Assert.Throws<FormatException>(() => AlpacaStream.Decoded("""[{"p":1}]"""));
        Assert.ThrowsAny<JsonException>(() => AlpacaStream.Decoded("""[{"T":"t","S":"A" """));
        Assert.ThrowsAny<JsonException>(() => AlpacaStream.Decoded("[] []"));
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void The_order_of_members_does_not_matter(int seed)
    {
        foreach (var frame in AlpacaStream.Frames.Select(Encoding.UTF8.GetBytes))
            Assert.Equal(
                Sorted(FrameText.Of(AlpacaStream.Json, frame)),
                Sorted(FrameText.Of(AlpacaStream.Json, FrameMutations.Shuffled(frame, new Chance((ulong)seed)))));
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void MessagePack_says_the_same(int seed)
    {
        foreach (var frame in AlpacaStream.Frames)
            for (var variant = 0; variant < 50; variant++)
                Assert.Equal(
                    AlpacaStream.Text(AlpacaStream.Json, frame),
                    FrameText.Of(AlpacaStream.Packed, PackedFrame.Of(frame, ((ulong)seed << 8) + (ulong)variant)));
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void A_price_is_the_same_in_both(int seed)
    {
        var chance = new Chance((ulong)seed);
        for (var i = 0; i < 3_000; i++)
        {
            var (whole, part, decimals) = (chance.Next(chance.Next(1_000_000) + 1), chance.Next(100_000_000), chance.Next(9));
            var frame = $$"""
                [{"T":"t","S":"A","i":1,"x":"V","p":{{whole}}.{{part.ToString("D8")[..Math.Max(1, decimals)]}},"s":{{part % 5_000}}}]
                """;
            Assert.Equal(
                AlpacaStream.Text(AlpacaStream.Json, frame),
                FrameText.Of(AlpacaStream.Packed, PackedFrame.Of(frame, (ulong)i)));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Damage_is_refused_or_spoils_an_instrument(int seed)
    {
        foreach (var frame in AlpacaStream.Frames)
        {
            FrameMutations.DecodeDamaged(AlpacaStream.Json, Encoding.UTF8.GetBytes(frame), new Chance((ulong)seed));
            FrameMutations.DecodeDamaged(AlpacaStream.Packed, PackedFrame.Of(frame, (ulong)seed), new Chance((ulong)seed));
        }
    }

    [Fact]
    public void Decoding_trades_quotes_and_bars_allocates_nothing()
    {
        var decoded = new DecodedFrame();
        var often = AlpacaStream.Frames.Skip(4).Take(5).ToList();
        var json = often.Select(Encoding.UTF8.GetBytes).ToList();
        var packed = often.Select(frame => PackedFrame.Of(frame, 1)).ToList();
        Assert.Equal(0, Allocation.Of(() =>
        {
            foreach (var frame in json)
            {
                decoded.Clear();
                AlpacaStream.Json.Decode(frame, decoded);
            }

            foreach (var frame in packed)
            {
                decoded.Clear();
                AlpacaStream.Packed.Decode(frame, decoded);
            }
        }));
    }

    // Subscriptions are an object of lists, which come shuffled too.
    private static IEnumerable<string> Sorted(string lines) => lines.Split('\n').Order(StringComparer.Ordinal);
}
