using System.Text.Json;

namespace Bourse.Tests.Venues;

public sealed class RecordedVenueTests
{
    private const string KrakenBook = "kraken/KRAKEN.ws.50.0.gz";
    private const string KrakenBookV2 = "kraken/KRAKEN_V2_BOOK10_2023.jsonl.gz";

    private const string SubscribeV2 =
        """{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD"],"depth":10},"req_id":7}""";

    [Fact]
    public async Task A_subscription_is_honoured_by_symbol_and_the_book_can_be_followed()
    {
        await using var venue = await RecordedVenue.StartAsync(new VenueScript
        {
            Tongue = VenueTongue.KrakenV1,
            Recordings = [KrakenBook],
            StartsAfter = 2,
            ClosesAtEnd = true,
        });
        using var client = await PlainSocket.ConnectAsync(
            venue.Socket,
            """{"event":"subscribe","pair":["XMR/USD","SC/EUR"],"subscription":{"name":"book","depth":1000},"reqid":3}""");
        var frames = await client.ReceiveAllAsync();
        Assert.Contains("systemStatus", frames[0]);
        Assert.Contains("\"reqid\":3,\"pair\":\"XMR/USD\",\"status\":\"subscribed\"", frames[1]);
        var books = Follow(VenueTongue.KrakenV1, frames);
        Assert.Equal(["SC/EUR", "XMR/USD"], books.Keys.Order());
        Assert.All(books, book => AssertSame(venue.BookOf(book.Key), book.Value));
        Assert.Equal(31, frames.Count(frame => frame.Contains("heartbeat", StringComparison.Ordinal)));
        Assert.Equal(venue.FrameCount, venue.Position);
    }

    [Fact]
    public async Task A_later_subscription_gets_the_book_as_it_stands_with_the_right_checksum()
    {
        await using var venue = await RecordedVenue.StartAsync(KrakenV2() with { PlaysTo = 200 });
        using var client = await PlainSocket.ConnectAsync(venue.Socket, SubscribeV2);
        var frames = await client.ReceiveAsync(203);
        Assert.Contains("\"success\":true", frames[1]);
        await client.SendAsync(SubscribeV2);
        var snapshot = (await client.ReceiveUntilAsync("\"snapshot\""))[^1];
        Assert.Equal(ChecksumOf(frames[^1]), ChecksumOf(snapshot));
        AssertSame(venue.BookOf("BTC/USD"), Follow(VenueTongue.KrakenV2, [snapshot])["BTC/USD"]);
    }

    [Fact]
    public void Every_recorded_checksum_is_that_of_the_servers_book()
    {
        var tongue = new KrakenV2Tongue();
        var tape = new RecordedTape(new VenueScript { Tongue = tongue, Recordings = [KrakenBookV2] });
        foreach (var frame in tape.Frames)
        {
            using var json = JsonDocument.Parse(frame.Text);
            tongue.Apply(json.RootElement, tape.Books["BTC/USD"]);
            Assert.Equal(ChecksumOf(frame.Text), tongue.Checksum("BTC/USD", tape.Books["BTC/USD"]));
        }

        Assert.Equal(509, tape.Frames.Count);
    }

    [Fact]
    public async Task Coinbase_begins_a_subscription_with_book_and_last_match()
    {
        await using var venue = await RecordedVenue.StartAsync(new VenueScript
        {
            Tongue = VenueTongue.Coinbase,
            Recordings = ["coinbase/COINBASE.ws.28.0.gz"],
            StartsAfter = 2,
            ClosesAtEnd = true,
        });
        using var client = await PlainSocket.ConnectAsync(
            venue.Socket, """{"type":"subscribe","product_ids":["SKL-USD"],"channels":["level2_batch","matches"]}""");
        var frames = await client.ReceiveAllAsync();
        Assert.Contains("""{"name":"level2_batch","product_ids":["SKL-USD"]}""", frames[0]);
        Assert.Contains("\"type\":\"snapshot\"", frames[1]);
        Assert.Contains("\"type\":\"last_match\"", frames[2]);
        AssertSame(venue.BookOf("SKL-USD"), Follow(VenueTongue.Coinbase, frames)["SKL-USD"]);
        Assert.DoesNotContain(frames, frame => frame.Contains("NMR-EUR", StringComparison.Ordinal));
        Assert.DoesNotContain(frames, frame => frame.Contains("\"ticker\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Advanced_trade_numbers_each_connection_by_itself()
    {
        await using var venue = await RecordedVenue.StartAsync(new VenueScript
        {
            Tongue = VenueTongue.CoinbaseAdvanced,
            Recordings = ["coinbase/COINBASE_ADVANCED_2026.jsonl.gz"],
            StartsAfter = 2,
            ClosesAtEnd = true,
            Misbehaviours = [new Misbehaviour(MisbehaviourKind.Gap, At: 50) { Count = 3 }],
        });
        using var client = await PlainSocket.ConnectAsync(
            venue.Socket, """{"type":"subscribe","product_ids":["BTC-USD","ETH-USD"],"channel":"level2"}""");
        var frames = await client.ReceiveAllAsync();
        var numbers = frames.ConvertAll(frame => Parse(frame).GetProperty("sequence_num").GetInt32());
        Assert.Equal(Enumerable.Range(0, numbers[^1] + 1).Except(numbers), [53, 54, 55]);
        Assert.Equal(3 + 773 + 25 - 3, frames.Count);
    }

    [Fact]
    public async Task A_book_asked_for_over_REST_bridges_to_the_stream()
    {
        await using var venue = await RecordedVenue.StartAsync(new VenueScript
        {
            Tongue = VenueTongue.Binance,
            Recordings = ["binance/BINANCE_US.0.gz", "binance/BINANCE_US.http.0.0.gz", "binance/BINANCE_US.ws.1.0.gz"],
            ClosesAtEnd = true,
            PlaysTo = 250,
        });
        using var client = await PlainSocket.ConnectAsync(
            venue.Socket, """{"method":"SUBSCRIBE","params":["compusdt@depth@100ms"],"id":1}""");
        Assert.Equal("""{"result":null,"id":1}""", await client.ReceiveAsync());
        using var http = new HttpClient { BaseAddress = venue.Rest };
        while (venue.Position < 250)
            await Task.Yield();
        var answer = await http.GetStringAsync(
            "/api/v3/depth?symbol=COMPUSDT&limit=1000", TestContext.Current.CancellationToken);
        await venue.PlayTo(int.MaxValue);
        var book = new PlainBook();
        foreach (var frame in (List<string>)[answer, .. await client.ReceiveAllAsync()])
            VenueTongue.Binance.Apply(Parse(frame), book);
        AssertSame(venue.BookOf("COMPUSDT"), book);
        Assert.Contains("rateLimits", await http.GetStringAsync("/api/v3/exchangeInfo", TestContext.Current.CancellationToken));
        Assert.Equal(2, venue.Asked.Count);
    }

    [Fact]
    public async Task The_recorded_pace_is_kept_by_the_tests_clock()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch.AddDays(20_000));
        await using var venue = await RecordedVenue.StartAsync(new VenueScript
        {
            Tongue = VenueTongue.KrakenV1,
            Recordings = ["kraken/KRAKEN.ws.48.0.gz"],
            Speed = 2,
            Clock = clock,
        });
        using var client = await PlainSocket.ConnectAsync(
            venue.Socket, """{"event":"subscribe","pair":["XMR/USD"],"subscription":{"name":"trade"}}""");
        var start = clock.GetUtcNow();
        clock.AdvanceWhileRunning(venue.Played);
        var recorded = venue.Frames[^1].Time.Nanoseconds - venue.Frames[0].Time.Nanoseconds;
        Assert.InRange((clock.GetUtcNow() - start).TotalSeconds, recorded / 2e9, (recorded / 2e9) + 0.01);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(60, 160)]
    public async Task While_clients_are_away_the_market_waits_or_goes_on(int framesWhileAway, int expected)
    {
        await using var venue = await RecordedVenue.StartAsync(
            KrakenV2() with { PlaysTo = 100, FramesWhileAway = framesWhileAway });
        using (var client = await PlainSocket.ConnectAsync(venue.Socket, SubscribeV2))
            await client.ReceiveAsync(103);
        while (venue.Connections > 0)
            await Task.Yield();
        await venue.PlayTo(int.MaxValue);
        while (venue.Position < expected)
            await Task.Yield();
        Assert.Equal(expected, venue.Position);
        using var later = await PlainSocket.ConnectAsync(venue.Socket, SubscribeV2);
        var frames = await later.ReceiveAsync(3 + 509 - expected);
        AssertSame(venue.BookOf("BTC/USD"), Follow(VenueTongue.KrakenV2, frames)["BTC/USD"]);
        Assert.Equal(2, venue.ConnectionsEver);
        Assert.Equal(2, venue.Sent.Count);
    }

    internal static VenueScript KrakenV2(params Misbehaviour[] wrong) => new()
    {
        Tongue = VenueTongue.KrakenV2,
        Recordings = [KrakenBookV2],
        Misbehaviours = wrong,
    };

    internal static uint ChecksumOf(string frame) => Parse(frame).GetProperty("data")[0].GetProperty("checksum").GetUInt32();

    private static JsonElement Parse(string frame) => JsonDocument.Parse(frame).RootElement;

    private static Dictionary<string, PlainBook> Follow(VenueTongue tongue, List<string> frames)
    {
        var books = new Dictionary<string, PlainBook>();
        foreach (var json in frames.Select(Parse))
        {
            var mark = tongue.Mark(json);
            if (mark.Role is FrameRole.BookSnapshot or FrameRole.BookUpdate)
                tongue.Apply(json, books.TryGetValue(mark.Symbol, out var book) ? book : books[mark.Symbol] = new PlainBook());
        }

        return books;
    }

    private static void AssertSame(PlainBook expected, PlainBook actual)
    {
        Assert.Equal(Levels(expected.Bids), Levels(actual.Bids));
        Assert.Equal(Levels(expected.Asks), Levels(actual.Asks));
    }

    private static IEnumerable<(decimal, decimal)> Levels(SortedDictionary<decimal, PlainLevel> side) =>
        side.Select(level => (level.Key, decimal.Parse(level.Value.Quantity)));
}
