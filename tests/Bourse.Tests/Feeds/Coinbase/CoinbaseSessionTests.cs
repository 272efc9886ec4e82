using System.Text;
using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Tests.Feeds.Coinbase;

public sealed class CoinbaseSessionTests : IDisposable
{
    private static readonly string[] Products =
    [
        "SKL-USD", "SKL-BTC", "BAND-GBP", "NMR-EUR", "BAND-BTC", "YFI-BTC", "DASH-BTC", "NU-GBP", "CRV-EUR", "SKL-GBP",
    ];

    private static readonly VenueOptions Venue = new()
    {
        Code = "COINBASE",
        Protocol = "coinbase",
        Socket = new Uri("wss://ws-feed.exchange.coinbase.com"),
        Symbols = [.. Products.Select(product => new VenueSymbol(product))],
    };

    private readonly FeedRig _rig = new() { Options = new TapeOptions() };

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void The_recording_leads_to_live_books_without_a_gap()
    {
        var feed = Run(CoinbaseMarket.ExchangeFrames);
        Assert.All(feed.Session!.Lines.All, line => Assert.Equal((true, 0), (line.IsLive, line.Gaps)));
        Assert.Equal(107, _rig.Trades().Count);
        Assert.DoesNotContain(_rig.Events(), taped => taped.Type == MarketEventType.Gap);
        var plain = new CoinbaseMarket(CoinbaseMarket.Exchange);
        foreach (var frame in CoinbaseMarket.ExchangeFrames)
            plain.Take(frame);
        foreach (var line in feed.Session.Lines.All)
            Assert.Equal(Best(plain.Books[line.VenueName]), Best(line.Book.Book));
    }

    // What cannot be read of one product is asked for anew there, and the others go on.
    [Fact]
    public void A_spoilt_frame_costs_one_book()
    {
        var frames = CoinbaseMarket.ExchangeFrames.ToList();
        var spoilt = frames.FindIndex(frame => TypeOf(frame) == "l2update" && ProductOf(frame) == "SKL-USD");
        frames[spoilt] = frames[spoilt][..^20];
        var feed = Run(frames);
        Assert.Equal(["SKL-USD"], feed.Session!.Lines.All.Where(line => !line.IsLive).Select(line => line.VenueName));
        Assert.Contains(
            """{"type":"subscribe","product_ids":["SKL-USD"],"channels":["heartbeat","level2_batch"]}""",
            feed.Session.Outbox.Select(frame => Encoding.UTF8.GetString(frame.Bytes)));
    }

    // Without numbers nobody knows whose change was lost with it.
    [Fact]
    public void A_frame_of_no_product_costs_every_book()
    {
        var frames = CoinbaseMarket.ExchangeFrames.ToList();
        var spoilt = frames.FindLastIndex(frame => TypeOf(frame) == "l2update");
        frames[spoilt] = frames[spoilt][..20];
        Assert.All(Run(frames).Session!.Lines.All, line => Assert.False(line.IsLive));
    }

    [Fact]
    public void A_lost_trade_shows_by_its_id()
    {
        var frames = CoinbaseMarket.ExchangeFrames.ToList();
        var lost = frames.FindIndex(frame => TypeOf(frame) == "match");
        var product = ProductOf(frames[lost]);
        frames.RemoveAt(lost);
        var feed = Run(frames);
        Assert.Equal(1, feed.Session!.Lines.All.Single(line => line.VenueName == product).Gaps);
        Assert.All(feed.Session.Lines.All, line => Assert.True(line.IsLive));
    }

    private SessionFeed Run(IEnumerable<byte[]> frames)
    {
        var feed = new SessionFeed(Venue, CoinbaseMarket.Exchange, frames);
        _rig.Run(feed);
        return feed;
    }

    private static (BookLevel, BookLevel, int, int) Best(Book book) =>
        (book.Bids[0], book.Asks[0], book.Bids.Count, book.Asks.Count);

    private static string TypeOf(byte[] frame) => Member(frame, "type");

    private static string ProductOf(byte[] frame) => Member(frame, "product_id");

    private static string Member(byte[] frame, string name) =>
        JsonDocument.Parse(frame).RootElement.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
