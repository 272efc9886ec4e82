using System.Text.RegularExpressions;
using Bourse.Market;

namespace Bourse.Tests.Market;

/// <summary>The golden bytes of docs/formats/events.md, both ways.</summary>
public sealed partial class EventLayoutTests
{
    private const string Document = "docs/formats/events.md";

    private static readonly EventHeader Header = new()
    {
        Instrument = new InstrumentId(1),
        VenueTime = Timestamp.Parse("2014-03-09T20:57:14.754Z"),
        ReceiveTime = Timestamp.Parse("2026-01-01T00:00:00.000000001Z"),
        Native = 1,
        Source = new SourceId(1),
    };

    private static readonly EventHeader TradeHeader =
        Header with { Flags = EventFlags.OffPrice, Side = Side.Buy, Conditions = 3 };

    private static readonly BookLevel[] Bids = [Level(100, 5), Level(99, 7)];

    [Fact]
    public void A_header_is_the_documents_bytes() =>
        Assert.Equal(TradeHeader, EventHeader.In(FormatDocument.Hex(Document, "header")));

    [Fact]
    public void A_trade_is_the_documents_bytes()
    {
        var trade = new Trade(TradeHeader, Price.Parse("36.667"), Quantity.Parse("20000"));
        var bytes = new byte[Trade.Bytes];
        trade.Write(bytes);

        AssertGolden("trade", bytes);
        Assert.Equal(trade, Trade.In(bytes));
        Assert.False(trade.IsPriced);
    }

    [Fact]
    public void A_quote_is_the_documents_bytes()
    {
        var header = Header with { Native = 2, Source = new SourceId(2) };
        var quote = new Quote(header, Price.Parse("37.7"), Quantity.Parse("300"), Price.Zero, Quantity.Zero);
        var bytes = new byte[Quote.Bytes];
        quote.Write(bytes);

        AssertGolden("quote", bytes);
        Assert.Equal(quote, Quote.In(bytes));
        Assert.False(quote.IsCrossed);
    }

    [Fact]
    public void A_snapshot_is_the_documents_bytes() => AssertBook(
        "book-snapshot", EventFlags.LastOfEvent | EventFlags.Snapshot | EventFlags.Synthetic, 7, Bids, [Level(101, 3)]);

    [Fact]
    public void A_delta_is_the_documents_bytes() =>
        AssertBook("book-delta", EventFlags.LastOfEvent | EventFlags.Synthetic, 8, [], [Level(101, 0)]);

    [Fact]
    public void A_feed_status_is_the_documents_bytes()
    {
        var header = Header with { Instrument = InstrumentId.None, Native = 0, VenueTime = default };
        var status = new FeedStatus(header, FeedState.Finished, "asx-trades: 11 rows");
        var bytes = new byte[FeedStatus.BytesMax];
        var written = bytes.AsSpan(0, status.Write(bytes));

        AssertGolden("feed-status", written);
        Assert.Equal(status, FeedStatus.Read(written));
    }

    [Fact]
    public void A_gap_is_the_documents_bytes()
    {
        var gap = new Gap(Header with { Instrument = new InstrumentId(2), Native = 12 }, Expected: 9, Received: 12);
        var bytes = new byte[Gap.Bytes];
        gap.Write(bytes);

        AssertGolden("gap", bytes);
        Assert.Equal(gap, Gap.In(bytes));
    }

    [Fact]
    public void An_instrument_definition_is_the_documents_bytes()
    {
        var instrument = Bhp();
        var bytes = new byte[InstrumentDefinition.BytesMax];
        var written = bytes.AsSpan(0, InstrumentDefinition.Write(bytes, instrument));

        AssertGolden("instrument-definition", written);
        Assert.Equal(instrument, InstrumentDefinition.Read(written));
    }

    [Fact]
    public void A_source_definition_is_the_documents_bytes()
    {
        var source = new Source(new SourceId(1), "csv:asx-trades:ASX:BHP:0123456789abcdef", Numbering.Source, 91631);
        var bytes = new byte[SourceDefinition.BytesMax];
        var written = bytes.AsSpan(0, SourceDefinition.Write(bytes, source));

        AssertGolden("source-definition", written);
        Assert.Equal(source, SourceDefinition.Read(written));
    }

    [Fact]
    public void The_document_names_every_type_with_its_number()
    {
        var documented = TypeRow().Matches(File.ReadAllText(Checkout.PathOf(Document))).ToDictionary(
            row => int.Parse(row.Groups[1].ValueSpan),
            row => row.Groups[2].Value.Replace(" ", "", StringComparison.Ordinal));

        foreach (var type in Enum.GetValues<MarketEventType>().Where(type => type != MarketEventType.None))
            Assert.Equal(type.ToString(), documented[(int)type], ignoreCase: true);
        Assert.Equal(Enum.GetValues<MarketEventType>().Length - 1, documented.Count);
        Assert.Equal(9, FormatDocument.HexNames(Document).Count);
    }

    [Fact]
    public void The_document_names_every_flag_with_its_bit()
    {
        var text = File.ReadAllText(Checkout.PathOf(Document));
        foreach (var flag in Enum.GetValues<EventFlags>().Where(flag => flag != EventFlags.None))
            Assert.Contains($"| {flag} | {(int)flag} |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payload_that_is_cut_short_is_refused_at_every_length()
    {
        foreach (var (name, isRead) in Readers())
        {
            var golden = FormatDocument.Hex(Document, name);
            for (var length = 0; length < golden.Length; length++)
                Assert.False(isRead(golden[..length]), $"{name} was read from {length} of {golden.Length} bytes.");
            Assert.True(isRead(golden));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Flipped_bytes_are_refused_or_read_but_never_throw(int seed)
    {
        var random = new Random(seed);
        foreach (var (name, isRead) in Readers())
        {
            var golden = FormatDocument.Hex(Document, name);
            for (var i = 0; i < 5_000; i++)
            {
                var bytes = golden[..];
                for (var flips = random.Next(1, 5); flips > 0; flips--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                isRead(bytes);
            }
        }
    }

    [Fact]
    public void A_status_that_does_not_fit_its_length_byte_is_cut_and_a_name_is_refused()
    {
        var tooLong = new FeedStatus(default, FeedState.Failed, new string('x', 256));
        var longest = tooLong with { Text = new string('x', 255) };
        var bytes = new byte[FeedStatus.BytesMax];

        tooLong.Write(bytes);
        Assert.Matches("^x+$", FeedStatus.Read(bytes)!.Value.Text);
        var source = new Source(new SourceId(1), new string('k', 256), Numbering.Source);
        Assert.ThrowsAny<ArgumentException>(() => SourceDefinition.Write(new byte[SourceDefinition.BytesMax], source));
        Assert.Equal(FeedStatus.BytesMax, longest.Write(bytes));
        Assert.Equal(longest, FeedStatus.Read(bytes));
    }

    [GeneratedRegex(@"^\| (\d) \| \[([a-z ]+)\]", RegexOptions.Multiline)]
    private static partial Regex TypeRow();

    private static Dictionary<string, Func<byte[], bool>> Readers() => new()
    {
        ["book-snapshot"] = bytes => BookUpdate.TryRead(bytes, out _),
        ["book-delta"] = bytes => BookUpdate.TryRead(bytes, out _),
        ["feed-status"] = bytes => FeedStatus.Read(bytes) is not null,
        ["instrument-definition"] = bytes => InstrumentDefinition.Read(bytes) is not null,
        ["source-definition"] = bytes => SourceDefinition.Read(bytes) is not null,
    };

    private static void AssertBook(string name, EventFlags flags, long native, BookLevel[] bids, BookLevel[] asks)
    {
        var header = Header with { Instrument = new InstrumentId(2), Flags = flags, Native = native };
        var bytes = new byte[BookUpdate.BytesFor(bids.Length, asks.Length)];

        Assert.Equal(bytes.Length, BookUpdate.Write(bytes, header, bids, asks));
        AssertGolden(name, bytes);
        Assert.True(BookUpdate.TryRead(bytes, out var update));
        Assert.Equal(header, update.Header);
        Assert.Equal(bids, update.Bids.ToArray());
        Assert.Equal(asks, update.Asks.ToArray());
    }

    private static void AssertGolden(string name, ReadOnlySpan<byte> bytes) =>
        Assert.Equal(Convert.ToHexStringLower(FormatDocument.Hex(Document, name)), Convert.ToHexStringLower(bytes));

    private static BookLevel Level(int price, int quantity) =>
        new(new Price(price * Price.UnitsPerOne), new Quantity(quantity * Quantity.UnitsPerOne));

    private static Instrument Bhp() => new()
    {
        Id = new InstrumentId(1),
        Venue = new Venue(1, "ASX", "Australian Securities Exchange", "Australia/Sydney"),
        Symbol = "BHP",
        Name = "BHP BILLITON LTD",
        Currency = "AUD",
        TickSize = Price.Parse("0.001"),
        LotSize = Quantity.Parse("1"),
    };
}
