using System.Text;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Venues.Playback;

/// <summary>A client that reads frames with the venue's real decoder, keeps books as the venue wants it, and checks them.</summary>
internal sealed class PlaybackListener(VenueProtocol protocol, int depth)
{
    private readonly Dictionary<string, Heard> _heard = [];
    private readonly DecodedFrame _decoded = new();

    public int ChecksumsRight { get; private set; }

    public Heard Of(string venueName) =>
        _heard.TryGetValue(venueName, out var heard) ? heard : _heard[venueName] = new Heard();

    public void Take(byte[] frame)
    {
        _decoded.Clear();
        protocol.Decode(frame, _decoded);
        foreach (ref readonly var one in _decoded.Events)
        {
            Assert.NotEqual(VenueEventKind.Malformed, one.Kind);
            Assert.NotEqual(VenueEventKind.Refused, one.Kind);
            if (one.Symbol.Length > 0)
                Take(Of(Encoding.UTF8.GetString(one.Symbol.Of<byte>(frame))), one);
        }
    }

    private void Take(Heard heard, in VenueEvent one)
    {
        if (one.Kind == VenueEventKind.Trade)
            heard.Trades.Add((one.VenueTime, one.Price, one.Quantity, one.Side));
        else if (one.Kind == VenueEventKind.Quote)
            heard.Quotes.Add((one.Price, one.Quantity, one.Ask, one.AskSize));
        else if (one.Kind is VenueEventKind.BookSnapshot or VenueEventKind.BookDelta)
            TakeBook(heard, one);
    }

    private void TakeBook(Heard heard, in VenueEvent one)
    {
        // An update has no more digits than the instrument; the first snapshot has them all.
        heard.Decimals = (
            Math.Max(heard.Decimals.Price, one.PriceDecimals), Math.Max(heard.Decimals.Quantity, one.QuantityDecimals));
        if (one.Kind == VenueEventKind.BookSnapshot)
        {
            heard.Book.Bids.Clear();
            heard.Book.Asks.Clear();
        }

        foreach (var level in one.Bids.Of(_decoded.Bids))
            heard.Book.Bids.Set(level);
        foreach (var level in one.Asks.Of(_decoded.Asks))
            heard.Book.Asks.Set(level);
        Trim(heard.Book.Bids);
        Trim(heard.Book.Asks);
        Assert.True(protocol.IsRight(heard.Book, one, heard.Decimals), "A checksum is wrong.");
        ChecksumsRight += one.HasChecksum ? 1 : 0;
    }

    private void Trim(BookSide side)
    {
        while (side.Count > depth)
            side.Set(new BookLevel(side[side.Count - 1].Price, Quantity.Zero));
    }

    /// <summary>All that was heard of one instrument.</summary>
    internal sealed class Heard
    {
        public Book Book { get; } = new();

        public List<(Timestamp Time, Price Price, Quantity Quantity, Side Taker)> Trades { get; } = [];

        public List<(Price Bid, Quantity BidSize, Price Ask, Quantity AskSize)> Quotes { get; } = [];

        public (byte Price, byte Quantity) Decimals { get; set; }
    }
}
