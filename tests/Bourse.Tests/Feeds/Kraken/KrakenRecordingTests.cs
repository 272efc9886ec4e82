using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Kraken;

public sealed class KrakenRecordingTests
{
    [Fact]
    public void Ten_books_of_a_thousand_levels_are_right_after_each_of_4269_updates()
    {
        var books = Follow(KrakenVenue.OldProtocol(1000), KrakenVenue.Frames("KRAKEN.ws.50.0.gz"));
        Assert.Equal((4269, 0), (books.RightDeltas, books.Wrong));
    }

    [Fact]
    public void A_book_of_ten_levels_is_right_after_each_of_979_updates()
    {
        var books = Follow(KrakenVenue.OldProtocol(), KrakenVenue.Frames("KRAKEN_V1_BOOK10_2023.jsonl.gz"));
        Assert.Equal((979, 0), (books.RightDeltas, books.Wrong));
    }

    [Fact]
    public void A_book_of_the_newer_protocol_is_right_after_its_snapshot_and_each_of_509_updates()
    {
        var books = Follow(KrakenVenue.Protocol(), KrakenVenue.Frames("KRAKEN_V2_BOOK10_2023.jsonl.gz"));
        Assert.Equal((1, 509, 0), (books.RightSnapshots, books.RightDeltas, books.Wrong));
    }

    [Fact]
    public void A_book_is_right_after_each_of_24_frames_with_the_digits_of_the_wire()
    {
        var folder = Environment.GetEnvironmentVariable("BOURSE_RECORDINGS") ?? "";
        var path = Path.Combine(folder, "samples/kraken/v2_raw_wire_btcusd_d10_excerpt.jsonl");
        Assert.SkipUnless(File.Exists(path), $"These frames may not be published: BOURSE_RECORDINGS names a folder with {path}.");
        var frames = File.ReadLines(path)
            .Where(frame => frame.StartsWith("{\"channel\"", StringComparison.Ordinal))
            .Select(KrakenVenue.Bytes);
        var books = Follow(KrakenVenue.Protocol(), frames);
        Assert.Equal((1, 23, 0), (books.RightSnapshots, books.RightDeltas, books.Wrong));
    }

    [Fact]
    public void An_update_in_two_parts_is_one_event()
    {
        var frames = KrakenVenue.Frames("KRAKEN.ws.50.0.gz");
        var twoParts = Assert.Single(frames, frame => frame.AsSpan().IndexOf("]},{"u8) > 0);
        var decoded = new DecodedFrame();
        KrakenVenue.OldProtocol().Decode(twoParts, decoded);
        var update = Assert.Single(decoded.Events.ToArray());
        Assert.Equal((1, 1, 4105471083), (update.Asks.Length, update.Bids.Length, update.Checksum));
        Assert.Equal("0.04299", decoded.Asks[0].Price.ToString());
        Assert.Equal("2021-04-17T16:49:05.920708Z", update.VenueTime.ToString());
    }

    [Fact]
    public void Half_a_minute_of_trades_is_ten_trades()
    {
        var trades = EventsOf("KRAKEN.ws.48.0.gz");
        Assert.Equal(10, trades.Count(one => one.Kind == VenueEventKind.Trade));
        Assert.Equal(30, trades.Count(one => one.Kind == VenueEventKind.Heartbeat));
        Assert.Equal(10, trades.Count(one => one.Kind == VenueEventKind.Subscribed));
        Assert.Equal(1, trades.Count(one => one.Kind == VenueEventKind.Notice));
        Assert.Equal(51, trades.Count);

        var first = trades.First(one => one.Kind == VenueEventKind.Trade);
        Assert.Equal(("354.11", "0.89594024", Side.Sell), (first.Price.ToString(), first.Quantity.ToString(), first.Side));
        Assert.Equal("2021-04-17T16:49:02.557535Z", first.VenueTime.ToString());
        Assert.Equal('l', (char)first.Conditions);
    }

    [Fact]
    public void Half_a_minute_of_tickers_is_eighteen_quotes()
    {
        var quotes = EventsOf("KRAKEN.ws.49.0.gz").Where(one => one.Kind == VenueEventKind.Quote).ToList();
        Assert.Equal(18, quotes.Count);
        Assert.All(quotes, quote => Assert.True(quote.Price > default(Price) && quote.Ask >= quote.Price));
        Assert.Equal(("13.2329", "185.18432037"), (quotes[0].Price.ToString(), quotes[0].Quantity.ToString()));
        Assert.Equal(("13.2539", "35.72892241"), (quotes[0].Ask.ToString(), quotes[0].AskSize.ToString()));
    }

    [Fact]
    public void A_wrong_checksum_is_found_and_so_is_a_lost_update()
    {
        var frames = KrakenVenue.Frames("KRAKEN_V2_BOOK10_2023.jsonl.gz");
        var forged = frames[200].ToArray();
        var digit = forged.AsSpan().IndexOf("\"checksum\":"u8) + 12;
        forged[digit] = (byte)(forged[digit] == '1' ? '2' : '1');
        Assert.Equal(1, Follow(KrakenVenue.Protocol(), [.. frames[..200], forged, .. frames[201..]]).Wrong);

        Assert.InRange(Follow(KrakenVenue.Protocol(), [.. frames[..200], .. frames[201..]]).Wrong, 1, int.MaxValue);
    }

    private static List<VenueEvent> EventsOf(string file)
    {
        var (protocol, decoded, all) = (KrakenVenue.OldProtocol(), new DecodedFrame(), new List<VenueEvent>());
        foreach (var frame in KrakenVenue.Frames(file))
        {
            decoded.Clear();
            protocol.Decode(frame, decoded);
            all.AddRange(decoded.Events);
        }

        return all;
    }

    private static KrakenBooks Follow(VenueProtocol protocol, IEnumerable<byte[]> frames)
    {
        var books = new KrakenBooks(protocol);
        foreach (var frame in frames)
            books.Take(frame);
        return books;
    }
}
