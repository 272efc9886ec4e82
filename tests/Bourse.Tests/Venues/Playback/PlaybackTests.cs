using Bourse.Feeds;
using Bourse.Feeds.Playback;
using Bourse.Market;

namespace Bourse.Tests.Venues.Playback;

public sealed class PlaybackTests : IDisposable
{
    private const string Book = """{"method":"subscribe","params":{"channel":"book","symbol":["QUARK/USD"]}}""";
    private const string Trades = """{"method":"subscribe","params":{"channel":"trade","symbol":["QUARK/USD"]}}""";

    private readonly StoredMarket _stored = new(seed: 3, events: 6_000);
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _stored.Dispose();

    [Fact]
    public void A_range_begins_with_the_book_as_it_was_then_and_ends_before_its_end()
    {
        var from = StoredMarket.Start.AddNanoseconds(10 * Timestamp.PerSecond);
        var to = from.AddNanoseconds(5 * Timestamp.PerSecond);
        using var playback = Open(new PlaybackRequest { From = from, To = to, Speed = 0 });
        var opening = playback.Ask(Book);
        Assert.Equal(2, opening.Count);
        Assert.Contains("\"type\":\"snapshot\"", opening[1]);
        Assert.True(TimeOf(opening[1]) < from);
        var times = playback.PlayAll().Select(frame => TimeOf(System.Text.Encoding.UTF8.GetString(frame))).ToList();
        Assert.NotEmpty(times);
        Assert.All(times, time => Assert.InRange(time.Nanoseconds, from.Nanoseconds, to.Nanoseconds - 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void At_a_speed_what_comes_next_is_waited_for(double speed)
    {
        using var playback = Open(new PlaybackRequest { Speed = speed });
        playback.Ask(Trades);
        var began = _clock.GetUtcNow();
        Timestamp? first = null;
        for (var frames = 0; frames < 50;)
        {
            var wait = playback.Play();
            foreach (var frame in playback.Voice.Taken())
            {
                first ??= _stored.Events()[0].Trade.Header.VenueTime;
                var due = (TimeOf(frame).Nanoseconds - first.Value.Nanoseconds) / speed / 1e9;
                Assert.InRange((_clock.GetUtcNow() - began).TotalSeconds, due - 1e-6, due + 1e-3);
                frames++;
            }

            _clock.Advance(wait);
        }
    }

    [Fact]
    public void The_past_stands_still_until_enough_is_subscribed_to()
    {
        using var playback = Open(new PlaybackRequest { Speed = 0, Subscriptions = 2 });
        playback.Ask(Trades);
        Assert.False(playback.HasBegun);
        playback.Ask(Book);
        Assert.True(playback.HasBegun);
        playback.Ask(Trades.Replace("subscribe", "unsubscribe"));
        Assert.True(playback.HasBegun);
        var played = playback.PlayAll().Count();
        Assert.True(played > 100, $"{played}");
    }

    [Fact]
    public void A_client_that_subscribed_to_nothing_that_happens_is_not_waited_for_long()
    {
        using var playback = Open(new PlaybackRequest { Speed = 0 });
        playback.Ask(Trades);
        playback.Ask(Trades.Replace("subscribe", "unsubscribe"));
        for (var bursts = 0; !playback.HasEnded; bursts++)
        {
            playback.Play();
            Assert.InRange(bursts, 0, 10);
        }

        Assert.Equal(0, playback.Voice.Frames.Count);
    }

    [Fact]
    public void Only_so_much_is_read_as_can_be_sent()
    {
        using var playback = Open(new PlaybackRequest { Speed = 0 });
        playback.Ask(Book);
        playback.Play();
        Assert.InRange(playback.Voice.Frames.Bytes, 32 << 10, 40 << 10);
    }

    [Fact]
    public void What_is_not_there_cannot_be_played()
    {
        var desk = _stored.Desk();
        Assert.Contains("'NOWHERE'", Assert.Throws<FeedException>(() => desk.OpenTape(
            PlaybackProtocol.Kraken, new PlaybackRequest { Venue = "NOWHERE" })).Message);
        Assert.Throws<FeedException>(() => desk.OpenTape(
            PlaybackProtocol.Kraken,
            new PlaybackRequest { Venue = "KRAKEN", From = StoredMarket.Start, To = StoredMarket.Start }));
        foreach (var name in new[] { "KRAKEN", "KRAKEN/2026", "../KRAKEN", "KRAKEN/../x", "", "/", "kraken/x", "..", "A/B/C" })
            Assert.Contains("no capture", Assert.Throws<FeedException>(() => desk.OpenCapture(
                PlaybackProtocol.Kraken, name, new PlaybackRequest())).Message);
    }

    private Bourse.Feeds.Playback.Playback Open(PlaybackRequest request) =>
        _stored.Desk(_clock).OpenTape(PlaybackProtocol.Kraken, request with { Venue = "KRAKEN" });

    private static Timestamp TimeOf(string frame)
    {
        using var json = System.Text.Json.JsonDocument.Parse(frame);
        return Timestamp.Parse(json.RootElement.GetProperty("data")[0].GetProperty("timestamp").GetString()!);
    }
}
