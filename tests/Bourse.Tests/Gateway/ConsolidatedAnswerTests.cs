using System.Net;
using Bourse.Market;
using Bourse.Tests.Ticks;

namespace Bourse.Tests.Gateway;

public sealed class ConsolidatedAnswerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);
    private static readonly long Start = Timestamp.FromDateTime(Now).Nanoseconds;

    private static TickFeed TwoVenues()
    {
        var feed = new TickFeed();
        var (kraken, other) = (feed.Define(TickFeed.Kraken, "BTC-USD", currency: "USD"),
            feed.Define(TickFeed.Nyse, "BTC-USD", currency: "USD"));
        feed.Book(MarketEventType.BookSnapshot, kraken, Start - Timestamp.PerSecond, [(102, 3), (101, 9)], [(103, 1)]);
        feed.Quote(other, Start - (3 * Timestamp.PerSecond), 100, 5, 101, 2);
        return feed;
    }

    private static Task<RunningGateway> StartAsync() => RunningGateway.StartAsync(
        TwoVenues(), change: parts => parts with { Clock = new ManualClock(Now) });

    [Fact]
    public async Task The_best_bid_and_ask_name_their_venues_and_what_lies_between()
    {
        await using var gateway = await StartAsync();

        Assert.Equal(
            """
            {"symbol":"BTC-USD","currency":"USD",
            "bid":{"exchange":"KRAKEN","price":102,"size":3,"time":"2026-03-02T09:29:59Z"},
            "ask":{"exchange":"NYSE","price":101,"size":2,"time":"2026-03-02T09:29:57Z"},
            "spread":-1,"arbitrage":{"spread":1,"size":2,"buy_at":"NYSE","sell_at":"KRAKEN"},
            "venues":[
            {"exchange":"KRAKEN","time":"2026-03-02T09:29:59Z","bid":102,"bid_size":3,"ask":103,"ask_size":1,"sequence":3},
            {"exchange":"NYSE","time":"2026-03-02T09:29:57Z","bid":100,"bid_size":5,"ask":101,"ask_size":2,"sequence":4}],
            "sequence":4}
            """.ReplaceLineEndings(""),
            await gateway.TextAsync("/api/v1/stocks/btc-usd/consolidated"));
    }

    [Fact]
    public async Task A_venue_that_has_been_silent_for_longer_than_asked_is_left_out_with_the_reason()
    {
        await using var gateway = await StartAsync();

        var answer = await gateway.JsonAsync("/api/v1/stocks/BTC-USD/consolidated?age=2.5");

        Assert.Equal(("KRAKEN", "KRAKEN"), ((string?)answer["bid"]!["exchange"], (string?)answer["ask"]!["exchange"]));
        Assert.Null(answer["arbitrage"]);
        Assert.Null(answer["venues"]![0]!["left_out"]);
        Assert.Equal("stale", (string?)answer["venues"]![1]!["left_out"]);
        Assert.Equal(100, (int)answer["venues"]![1]!["bid"]!);
    }

    [Fact]
    public async Task A_name_with_a_venue_is_answered_for_that_venue()
    {
        await using var gateway = await StartAsync();

        var answer = await gateway.JsonAsync("/api/v1/stocks/NYSE:BTC-USD/consolidated");

        Assert.Equal(("NYSE", 1), ((string?)answer["bid"]!["exchange"], answer["venues"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("age=0")]
    [InlineData("age=-1")]
    [InlineData("age=soon")]
    [InlineData("age=1&age=2")]
    [InlineData("depth=1")]
    public async Task What_cannot_be_asked_is_refused(string query)
    {
        await using var gateway = await StartAsync();

        await gateway.JsonAsync("/api/v1/stocks/BTC-USD/consolidated?" + query, HttpStatusCode.BadRequest);
        await gateway.JsonAsync("/api/v1/stocks/NOTHING/consolidated", HttpStatusCode.NotFound);
    }
}
