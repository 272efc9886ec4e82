using System.Text;
using Bourse.Feeds.Capture;
using Bourse.Feeds.Playback;

namespace Bourse.Tests.Venues.Playback;

public sealed class CapturePlaybackTests : IDisposable
{
    private const string Subscribe = """{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD"],"depth":10}}""";

    private readonly StoredMarket _stored = new(seed: 1, events: 10);

    public void Dispose() => _stored.Dispose();

    [Fact]
    public void Captured_frames_are_played_as_they_were()
    {
        var captured = Capture("KRAKEN", "kraken/KRAKEN_V2_BOOK10_2023.jsonl.gz");
        using var playback = Open(PlaybackProtocol.Kraken, "KRAKEN");
        Assert.Contains("\"success\":true", playback.Ask(Subscribe).Single());
        Assert.Equal(captured, playback.PlayAll().Select(Encoding.UTF8.GetString));
        Assert.Equal(510, captured.Count);
    }

    [Fact]
    public void Who_subscribes_later_begins_with_the_book_as_it_is_then()
    {
        var captured = Capture("KRAKEN", "kraken/KRAKEN_V2_BOOK10_2023.jsonl.gz");
        using var playback = Open(PlaybackProtocol.Kraken, "KRAKEN/2023-07-30T15");
        playback.Ask(Subscribe);
        playback.Play();
        var last = playback.Voice.Taken()[^1];
        playback.Ask(Subscribe.Replace("subscribe", "unsubscribe"));
        var opening = playback.Ask(Subscribe);
        Assert.Contains("\"type\":\"snapshot\"", opening[1]);
        Assert.Equal(RecordedVenueTests.ChecksumOf(last), RecordedVenueTests.ChecksumOf(opening[1]));
        Assert.Equal(
            captured[(captured.IndexOf(last) + 1)..], playback.PlayAll().Select(Encoding.UTF8.GetString));
    }

    [Fact]
    public void Only_the_depth_that_was_captured_can_be_played()
    {
        Capture("KRAKEN", "kraken/KRAKEN_V2_BOOK10_2023.jsonl.gz");
        using var playback = Open(PlaybackProtocol.Kraken, "KRAKEN");
        Assert.Contains("depth not supported", playback.Ask(Subscribe.Replace("\"depth\":10", "\"depth\":25")).Single());
    }

    [Fact]
    public void A_capture_of_Coinbase_is_filtered_by_product_and_channel()
    {
        var captured = Capture("COINBASE", "coinbase/COINBASE.ws.28.0.gz");
        using var playback = Open(PlaybackProtocol.Coinbase, "COINBASE");
        playback.Ask("""{"type":"subscribe","product_ids":["SKL-USD"],"channels":["level2","matches"]}""");
        var expected = captured.Where(frame => frame.Contains("\"product_id\":\"SKL-USD\"", StringComparison.Ordinal)
            && !frame.Contains("\"type\":\"ticker\"", StringComparison.Ordinal));
        Assert.Equal(expected, playback.PlayAll().Select(Encoding.UTF8.GetString));
    }

    // What was received, in order.
    private List<string> Capture(string venue, string recording)
    {
        var received = new List<string>();
        var folder = new CaptureFolder(_stored.Captures, new CaptureOptions());
        using var capture = new CaptureWriter(folder, venue, 1, TimeProvider.System);
        if (venue == "KRAKEN")
            capture.Sent(Encoding.UTF8.GetBytes(Subscribe), "ws://venue");
        foreach (var entry in Recording.Read(Checkout.PathOf($"samples/recordings/{recording}")))
            if (entry.Kind == RecordingEntryKind.Receive)
            {
                capture.Received(entry.Bytes, entry.IsBinary, entry.Time);
                received.Add(Encoding.UTF8.GetString(entry.Bytes));
            }

        return received;
    }

    private Bourse.Feeds.Playback.Playback Open(PlaybackProtocol protocol, string capture) =>
        _stored.Desk().OpenCapture(protocol, capture, new PlaybackRequest { Speed = 0 });
}
