using System.Globalization;
using System.Text;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Binance;

/// <summary>
/// Binance's market streams: spot (Binance US speaks it too) or USDⓈ-margined futures. Books are snapshots over REST and
/// numbered deltas; the deltas' numbers show what is missing, so nothing else is checked.
/// </summary>
internal sealed class BinanceProtocol : VenueProtocol
{
    private const int StreamsPerConnectionMax = 1024;
    private const int StreamsPerFrameMax = 100;
    private const int ChannelsMax = 4;
    private const int SubscribeId = 1;
    private const int UnsubscribeId = 2;

    // An answer that lists the subscriptions shows that a quiet connection is alive.
    private static readonly byte[] ListSubscriptions = "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}"u8.ToArray();

    private readonly bool _isFutures;
    private readonly Uri? _rest;
    private readonly string _path;
    private readonly string _tradeStream;
    private readonly int _snapshotLevels;

    /// <exception cref="FeedException">Books are wanted, and there is no address to ask for snapshots.</exception>
    public BinanceProtocol(VenueOptions venue, bool isFutures)
    {
        if (venue.Rest is null && venue.Channels.HasFlag(VenueChannels.Book))
            throw new FeedException($"{venue.Code}: Binance's books need the address of its REST interface");
        _isFutures = isFutures;
        _rest = venue.Rest;
        _path = isFutures ? "/fapi/v1/" : "/api/v3/";
        _tradeStream = isFutures || venue.AggregateTrades ? "aggTrade" : "trade";
        _snapshotLevels = SnapshotLevels(venue.BookDepth, isFutures);
    }

    public override BookNumbering BookNumbering => _isFutures ? BookNumbering.Chained : BookNumbering.Contiguous;

    public override bool TradeIdsAreContiguous => true;

    public override int SymbolsPerConnectionMax => StreamsPerConnectionMax / ChannelsMax;

    // A book of a thousand levels costs 50 of the 6,000 that spot allows a minute, on futures 20 of 2,400.
    public override TimeSpan RequestSpacing => TimeSpan.FromMilliseconds(500);

    public override ReadOnlyMemory<byte> Ping => ListSubscriptions;

    public override string VenueNameOf(string symbol) => symbol.Replace("-", "", StringComparison.Ordinal);

    public override Uri? SnapshotAddress(string venueName) => _rest is null ? null : new Uri(
        _rest,
        string.Create(CultureInfo.InvariantCulture, $"{_path}depth?symbol={venueName}&limit={_snapshotLevels}"));

    // All of them: asked for by name, one that is unknown would spoil the answer for the others.
    public override Uri? InstrumentsAddress(IReadOnlyList<string> venueNames) =>
        _rest is null ? null : new Uri(_rest, $"{_path}exchangeInfo");

    public override IEnumerable<byte[]> Subscribe(IReadOnlyList<string> venueNames, VenueChannels channels) =>
        Frames("SUBSCRIBE", SubscribeId, venueNames, channels);

    public override IEnumerable<byte[]> Unsubscribe(IReadOnlyList<string> venueNames, VenueChannels channels) =>
        Frames("UNSUBSCRIBE", UnsubscribeId, venueNames, channels);

    public override void Decode(ReadOnlySpan<byte> frame, DecodedFrame into) => BinanceDecoder.Decode(frame, into);

    public override void DecodeSnapshot(ReadOnlySpan<byte> body, DecodedFrame into) =>
        BinanceDecoder.DecodeSnapshot(body, into);

    public override void DecodeInstruments(ReadOnlySpan<byte> body, DecodedFrame into) =>
        BinanceInstruments.Decode(body, into);

    // A thousand levels are enough for most books, and cost a fifth of what five thousand do of the allowance.
    private static int SnapshotLevels(int depth, bool isFutures)
    {
        const int Usual = 1000;
        const int SpotMax = 5000;
        if (depth <= 0)
            return Usual;
        return isFutures ? Array.Find([5, 10, 20, 50, 100, 500, Usual], size => size >= depth || size == Usual)
            : Math.Min(depth, SpotMax);
    }

    private IEnumerable<byte[]> Frames(
        string method, int id, IReadOnlyList<string> venueNames, VenueChannels channels) =>
        venueNames.SelectMany(name => StreamsOf(name, channels)).Chunk(StreamsPerFrameMax).Select(streams =>
            Encoding.UTF8.GetBytes(
                $$"""{"method":"{{method}}","params":["{{string.Join("\",\"", streams)}}"],"id":{{id}}}"""));

    private IEnumerable<string> StreamsOf(string venueName, VenueChannels channels)
    {
        var name = venueName.ToLowerInvariant();
        if (channels.HasFlag(VenueChannels.Book))
            yield return $"{name}@depth@100ms";
        if (channels.HasFlag(VenueChannels.Trades))
            yield return $"{name}@{_tradeStream}";
        if (channels.HasFlag(VenueChannels.Quotes))
            yield return $"{name}@bookTicker";
        if (channels.HasFlag(VenueChannels.Bars))
            yield return $"{name}@kline_1m";
    }
}
