using System.Text;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Alpaca;

public sealed class AlpacaSessionTests : IDisposable
{
    private static readonly VenueOptions Venue = new()
    {
        Code = "ALPACA",
        Protocol = "alpaca",
        Socket = new Uri("wss://stream.data.alpaca.markets/v2/iex"),
        TimeZone = "America/New_York",
        Symbols = [new VenueSymbol("MSFT", TickSize: Price.Parse("0.0001"), LotSize: Quantity.Parse("1")), new VenueSymbol("BRK.B")],
    };

    private readonly FeedRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Subscriptions_follow_the_login_and_trades_and_quotes_are_taped(bool isPacked)
    {
        var sent = new List<int>();
        var frames = AlpacaStream.Frames.Where((_, i) => i is 0 or 1 or >= 3)
            .Select(frame => isPacked ? PackedFrame.Of(frame, 1) : Encoding.UTF8.GetBytes(frame));
        var feed = new SessionFeed(
            Venue, isPacked ? AlpacaStream.Packed : AlpacaStream.Json, frames, (session, _) => sent.Add(session.Outbox.Count));
        _rig.Run(feed);

        Assert.Equal([1, 1, 3, 3], sent.Take(4));
        Assert.Equal(3, sent[^1]);
        Assert.Null(feed.Session!.Unusable);
        Assert.Equal(0, feed.Session.Unreadable);
        Assert.Equal(["412.005", "499.5", "0.0001"], _rig.Trades().Select(trade => trade.Price.ToString()));
        Assert.Equal([2, 0], _rig.Quotes().Select(quote => quote.BidSize.Units / Quantity.UnitsPerOne));
        Assert.Equal(EventFlags.OffPrice, _rig.Trades()[0].Header.Flags & EventFlags.OffPrice);
        Assert.DoesNotContain(_rig.Events(), taped => taped.Type is MarketEventType.Gap or MarketEventType.BookSnapshot);
    }

    // There is one connection: while a dead one lingers, the next is refused, and is to be tried again later.
    [Fact]
    public void A_refused_login_gives_the_connection_up()
    {
        var feed = new SessionFeed(
            Venue, AlpacaStream.Json, new[] { AlpacaStream.Frames[0], AlpacaStream.Frames[2] }.Select(Encoding.UTF8.GetBytes));
        _rig.Run(feed);
        Assert.Equal("refused: connection limit exceeded", feed.Session!.Unusable);
        Assert.Single(feed.Session.Outbox);
    }
}
