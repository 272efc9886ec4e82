using System.Text;
using System.Text.Json;
using Bourse.Feeds.Capture;
using Bourse.Feeds.Coinbase;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Coinbase;

/// <summary>A connection's frames, decoded one after the other, with the books that they make.</summary>
internal sealed class CoinbaseMarket(VenueProtocol protocol)
{
    private static readonly VenueOptions Venue = new()
    {
        Code = "COINBASE",
        Protocol = "coinbase",
        Socket = new Uri("wss://ws-feed.exchange.coinbase.com"),
        Rest = new Uri("https://api.exchange.coinbase.com"),
    };

    public static VenueProtocol Exchange { get; } = new CoinbaseProtocol(Venue);

    public static VenueProtocol Advanced { get; } =
        new CoinbaseAdvancedProtocol(Venue with { Rest = new Uri("https://api.coinbase.com") });

    public static IReadOnlyList<byte[]> ExchangeFrames { get; } = FramesOf("COINBASE.ws.28.0.gz");

    public static IReadOnlyList<byte[]> AdvancedFrames { get; } = FramesOf("COINBASE_ADVANCED_2026.jsonl.gz");

    public DecodedFrame Frame { get; } = new();

    public Dictionary<string, Book> Books { get; } = [];

    /// <summary>Decodes a frame, applies its books, and returns what was said of which product.</summary>
    public IReadOnlyList<(string Product, VenueEvent Said)> Take(byte[] frame)
    {
        Frame.Clear();
        protocol.Decode(frame, Frame);
        var said = new List<(string, VenueEvent)>();
        foreach (ref readonly var one in Frame.Events)
        {
            var product = one.Symbol.TextOf(frame);
            if (one.Kind is VenueEventKind.BookSnapshot or VenueEventKind.BookDelta)
                Apply(product, one);
            said.Add((product, one));
        }

        return said;
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The body of the recording's only request.</summary>
    public static byte[] AnswerOf(string recording) =>
        Read(recording).Single(entry => entry.Kind == RecordingEntryKind.Http).Bytes;

    /// <summary>One frame of each kind of the Exchange's, and one of each channel of Advanced Trade, small ones.</summary>
    public static IEnumerable<byte[]> SmallFrames(IReadOnlyList<byte[]> frames, string kindMember) =>
        from frame in frames
        where frame.Length < 3_000
        let kind = JsonDocument.Parse(frame).RootElement.GetProperty(kindMember).GetString()
        group frame by kind into kinds
        select kinds.First();

    private void Apply(string product, in VenueEvent said)
    {
        if (!Books.TryGetValue(product, out var book))
            Books[product] = book = new Book();
        if (said.Kind == VenueEventKind.BookSnapshot)
        {
            book.Bids.Clear();
            book.Asks.Clear();
        }

        foreach (var level in said.Bids.Of(Frame.Bids))
            book.Bids.Set(level);
        foreach (var level in said.Asks.Of(Frame.Asks))
            book.Asks.Set(level);
    }

    private static List<byte[]> FramesOf(string recording) =>
        [.. Read(recording).Where(entry => entry.Kind == RecordingEntryKind.Receive).Select(entry => entry.Bytes)];

    private static IEnumerable<RecordingEntry> Read(string recording) =>
        Recording.Read(Checkout.PathOf($"samples/recordings/coinbase/{recording}"));
}
