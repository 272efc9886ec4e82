using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// A venue's way of speaking: what to send it, what its frames mean, and its rules. Adding a venue is writing one of
/// these. Only the feed's thread calls it; <see cref="Decode"/> keeps nothing between frames.
/// </summary>
internal abstract class VenueProtocol
{
    /// <summary>Books that the venue snapshots over REST; null: its snapshots come within the stream.</summary>
    public virtual Uri? SnapshotAddress(string venueName) => null;

    public virtual BookNumbering BookNumbering => BookNumbering.None;

    /// <summary>
    /// False where neither numbers nor checksums show that a delta is missing: after a frame that cannot be read, every
    /// book of the connection is then asked for anew.
    /// </summary>
    public virtual bool LossShows => true;

    /// <summary>An instrument's trade ids have no holes: a hole is a gap.</summary>
    public virtual bool TradeIdsAreContiguous => false;

    /// <summary>What the venue can tell of an instrument; what else is asked of it is left out.</summary>
    public virtual VenueChannels Offers => VenueChannels.Usual | VenueChannels.Bars;

    /// <summary>What kind of messages both sides send, where a header of the handshake says so; else null.</summary>
    public virtual string? ContentType => null;

    /// <summary>Requests are sent as binary messages.</summary>
    public virtual bool IsBinary => false;

    /// <summary>
    /// Long silence is usual: pings of the WebSocket, which the venue answers, show that the connection lives.
    /// </summary>
    public virtual bool IsQuiet => false;

    /// <summary>The venue answers a login before it takes subscriptions.</summary>
    public virtual bool AwaitsLogin => false;

    /// <summary>Instruments that one connection may carry.</summary>
    public virtual int SymbolsPerConnectionMax => 100;

    /// <summary>Connections are opened anew before the venue closes them.</summary>
    public virtual TimeSpan ConnectionAgeMax => TimeSpan.FromHours(23);

    /// <summary>Silence for so long means that the connection is dead: venues send heartbeats.</summary>
    public virtual TimeSpan SilenceMax => TimeSpan.FromSeconds(30);

    /// <summary>Frames that the venue takes from us in a second.</summary>
    public virtual int SendsPerSecond => 5;

    /// <summary>The least time between two requests over REST, so that the venue's allowance lasts.</summary>
    public virtual TimeSpan RequestSpacing => TimeSpan.FromMilliseconds(100);

    /// <summary>What to send now and then so that the venue keeps the connection; empty: nothing.</summary>
    public virtual ReadOnlyMemory<byte> Ping => default;

    /// <summary>The venue's own name: "XBT/USD" for "BTC-USD".</summary>
    public abstract string VenueNameOf(string symbol);

    /// <summary>What to send first on a connection; nothing where there is no login.</summary>
    public virtual IEnumerable<byte[]> Login() => [];

    public abstract IEnumerable<byte[]> Subscribe(IReadOnlyList<string> venueNames, VenueChannels channels);

    public abstract IEnumerable<byte[]> Unsubscribe(IReadOnlyList<string> venueNames, VenueChannels channels);

    /// <summary>Reads a frame; allocates nothing for what comes often.</summary>
    /// <exception cref="System.Text.Json.JsonException">The frame is not what the venue sends.</exception>
    /// <exception cref="FormatException">A value is missing, or is not one that can be held exactly.</exception>
    public abstract void Decode(ReadOnlySpan<byte> frame, DecodedFrame into);

    /// <summary>Reads an answer of <see cref="SnapshotAddress"/>: one snapshot, whose symbol need not be set.</summary>
    public virtual void DecodeSnapshot(ReadOnlySpan<byte> body, DecodedFrame into) =>
        throw new NotSupportedException("This venue's snapshots come within the stream.");

    /// <summary>Where instruments' ticks and lots are asked for before subscribing; null: nowhere.</summary>
    public virtual Uri? InstrumentsAddress(IReadOnlyList<string> venueNames) => null;

    /// <summary>Reads an answer of <see cref="InstrumentsAddress"/>: events of kind Instrument, of any symbols.</summary>
    public virtual void DecodeInstruments(ReadOnlySpan<byte> body, DecodedFrame into) =>
        throw new NotSupportedException("This venue is asked for no instruments.");

    /// <summary>The book's levels a side are as many as were subscribed to; what falls out is removed. 0: all.</summary>
    public virtual int BookDepth => 0;

    /// <summary>Whether the book after an event is what the venue says it is, by the event's checksum.</summary>
    /// <param name="decimals">The instrument's decimals of price and quantity, as far as they are known.</param>
    public virtual bool IsRight(Book book, in VenueEvent after, (byte Price, byte Quantity) decimals) => true;
}
