using System.Text;
using Bourse.Feeds;
using Bourse.Feeds.Capture;
using Bourse.Market;

namespace Bourse.Tests.Venues;

public sealed class CaptureTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly VenueFolder _data = new();
    private ManualClock _clock = new(Noon);

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("coinbase/COINBASE_ADVANCED_2026.jsonl.gz")]
    [InlineData("kraken/KRAKEN.ws.48.0.gz")]
    [InlineData("binance/BINANCE_US.http.0.0.gz")]
    public void What_is_captured_is_read_again_as_it_was(string recording)
    {
        var given = Recording.Read(Checkout.PathOf($"samples/recordings/{recording}")).ToList();
        _clock = new ManualClock(given[0].Time.ToDateTime());
        using (var capture = Open())
            given.ForEach(entry => Give(capture, entry));
        var read = ReadAll();
        Assert.Equal(given.Count, read.Count);
        foreach (var (one, other) in given.Zip(read))
        {
            Assert.Equal((one.Kind, one.Address, "VENUE.ws.3"), (other.Kind, other.Address, other.Connection));
            Assert.Equal(one.Bytes, other.Bytes);
            Assert.Equal(one.Time.Nanoseconds / 100, other.Time.Nanoseconds / 100);
        }
    }

    [Fact]
    public void Every_byte_and_nanosecond_of_any_frame_is_kept()
    {
        byte[][] frames =
        [
            "{\"price\":\"ü €\",\"slash\":\"\\/\"}"u8.ToArray(), [], "\0\u0001\u007f \"'<>&+"u8.ToArray(),
            [0xff, 0xfe, 0x00], Encoding.UTF8.GetBytes(new string('x', 3 << 20)),
        ];
        using (var capture = Open())
            foreach (var (frame, i) in frames.Select((frame, i) => (frame, i)))
                capture.Received(frame, isBinary: i == 3, new Timestamp((1_800_000_000 * Timestamp.PerSecond) + 123_456_789 + i));
        var read = ReadAll();
        Assert.Equal(frames, read.Select(entry => entry.Bytes));
        Assert.Equal([false, false, false, true, false], read.Select(entry => entry.IsBinary));
        Assert.Equal(1_800_000_000_123_456_793, read[^1].Time.Nanoseconds);
    }

    [Fact]
    public void Each_hour_has_a_file_of_its_own_and_says_when_it_begins()
    {
        using (var capture = Open())
            for (var minute = 0; minute < 150; minute++)
                capture.Received("{}"u8, false, Timestamp.FromDateTime(Noon.AddMinutes(minute)));
        Assert.Equal(
            ["12", "13", "14"],
            Files().Select(file => Path.GetFileName(file).Replace("2026-11-21T", "").Replace("-00-00.0000000Z-3.jsonl.gz", "")));
        Assert.Equal([60, 60, 30], Files().Select(file => Recording.Read(file).Count()));
    }

    [Fact]
    public void What_was_flushed_can_be_read_while_the_capture_goes_on()
    {
        using var capture = Open();
        capture.Connected("ws://venue");
        capture.Sent("{}"u8, "ws://venue");
        capture.Flush();
        Assert.Equal([RecordingEntryKind.Connect, RecordingEntryKind.Send], ReadAll().Select(entry => entry.Kind));
        capture.Received("{}"u8, false, Timestamp.FromDateTime(Noon));
        capture.Flush();
        Assert.Equal(3, ReadAll().Count);
    }

    [Fact]
    public void A_file_that_was_cut_is_read_up_to_there_and_named()
    {
        using (var capture = Open())
            foreach (var _ in Enumerable.Range(0, 2))
            {
                capture.Received("{\"a\":1}"u8, false, Timestamp.FromDateTime(Noon));
                capture.Flush();
            }

        var file = Files().Single();
        using (var bytes = File.OpenWrite(file))
            bytes.SetLength(bytes.Length - 5);
        var read = new List<RecordingEntry>();
        var fault = Assert.Throws<FeedException>(() => read.AddRange(Recording.Read(file)));
        Assert.Contains($"{file}, line", fault.Message);
        Assert.InRange(Recording.Read(file).Take(1).Count(), 1, 1);
    }

    [Fact]
    public void What_does_not_fit_the_queue_is_counted_and_said_in_the_file()
    {
        var frame = new byte[400 << 10];
        Array.Fill(frame, (byte)'x');
        using (var capture = Open(new CaptureOptions { QueueMegabytesMax = 1 }))
        {
            // A frame larger than the queue finds no room, whenever the thread writes.
            capture.Received(frame, false, Timestamp.FromDateTime(Noon));
            capture.Received(new byte[2 << 20], false, Timestamp.FromDateTime(Noon));
            capture.Flush();
            capture.Received(frame, false, Timestamp.FromDateTime(Noon));
            capture.Flush();
            Assert.Equal((1L, null), (capture.Lost, capture.Fault));
        }

        var read = ReadAll();
        Assert.Equal(
            [RecordingEntryKind.Receive, RecordingEntryKind.Lost, RecordingEntryKind.Receive], read.Select(entry => entry.Kind));
        Assert.Equal("1"u8.ToArray(), read[1].Bytes);
    }

    [Fact]
    public void Beyond_the_limit_nothing_is_kept_and_nothing_deleted()
    {
        var noise = new byte[600 << 10];
        new Random(1).NextBytes(noise);
        using (var capture = Open(new CaptureOptions { MegabytesMax = 1 }))
        {
            for (var i = 0; i < 4; i++)
            {
                capture.Received(noise, true, Timestamp.FromDateTime(Noon));
                capture.Flush();
            }

            Assert.Contains("limit", capture.Fault);
            Assert.Equal(3, capture.Lost);
        }

        Assert.Equal(noise, ReadAll().Single().Bytes);
        Assert.Single(Files());
    }

    [Fact]
    public void Keeping_a_frame_allocates_nothing()
    {
        using var capture = Open();
        var frame = Encoding.UTF8.GetBytes(new string('x', 200));
        Assert.Equal(0, Allocation.Of(() => capture.Received(frame, false, new Timestamp(1))));
    }

    [Fact]
    public async Task A_venue_of_a_test_plays_a_capture()
    {
        using (var capture = Open())
            foreach (var entry in Recording.Read(Checkout.PathOf("samples/recordings/kraken/KRAKEN_V2_BOOK10_2023.jsonl.gz")))
                Give(capture, entry);
        await using var venue = await RecordedVenue.StartAsync(
            RecordedVenueTests.KrakenV2() with { Recordings = [.. Files()], ClosesAtEnd = true });
        using var client = await PlainSocket.ConnectAsync(
            venue.Socket, """{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD"],"depth":10}}""");
        Assert.Equal(3 + 509, (await client.ReceiveAllAsync()).Count);
    }

    private void Give(CaptureWriter capture, RecordingEntry entry)
    {
        if (entry.Time.ToDateTime() is var time && time > _clock.GetUtcNow())
            _clock.Advance(time - _clock.GetUtcNow());
        switch (entry.Kind)
        {
            case RecordingEntryKind.Connect:
                capture.Connected(entry.Address);
                break;
            case RecordingEntryKind.Send:
                capture.Sent(entry.Bytes, entry.Address, entry.IsBinary);
                break;
            case RecordingEntryKind.Http:
                capture.Answered(entry.Address, entry.Bytes);
                break;
            default:
                capture.Received(entry.Bytes, entry.IsBinary, entry.Time);
                break;
        }
    }

    private CaptureWriter Open(CaptureOptions? options = null) =>
        new(new CaptureFolder(_data.PathOf("captures"), options ?? new CaptureOptions()), "VENUE", 3, _clock);

    private IEnumerable<string> Files() =>
        Directory.GetFiles(_data.PathOf("captures"), "*.jsonl.gz", SearchOption.AllDirectories).Order();

    private List<RecordingEntry> ReadAll() => [.. Files().SelectMany(Recording.Read)];
}
