using System.Globalization;
using System.Text.Json.Nodes;
using Bourse.Market;
using Bourse.Tests.Ticks;

namespace Bourse.Tests.Gateway;

public class PagingTests
{
    private const int RowsBefore = 2_000;

    public static TheoryData<string, string, int> Questions()
    {
        var questions = new TheoryData<string, string, int>();
        foreach (var seed in new[] { 1, 20140310 })
            foreach (var order in new[] { "asc", "desc" })
                foreach (var rows in new[] { "trades", "quotes", "bars", "stats" })
                    questions.Add(rows, order, seed);
        return questions;
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task All_pages_joined_are_all_rows_that_were_there_while_a_writer_adds_more(
        string rows, string order, int seed)
    {
        var random = new Random(seed);
        var (feed, instruments) = Fill(random, RowsBefore);
        await using var gateway = await RunningGateway.StartAsync(feed);
        var path = $"/api/v1/stocks/BHP/{rows}?order={order}{(rows == "bars" ? "&interval=1s" : "")}";
        var whole = await ReadAsync(gateway, path, limit: 10_000, between: () => { });
        var joined = await ReadAsync(gateway, path, random.Next(1, 40) + 60, () => Add(feed, instruments, random, 20));

        Assert.True(feed.Sequence > RowsBefore + 20, "The writer was at work while pages were read.");
        Assert.Equal(joined.Count, joined.Distinct().Count());
        var places = joined.ToHashSet();
        Assert.All(whole, place => Assert.Contains(place, places));
        Assert.Equal(order == "asc" ? joined.Order() : joined.OrderDescending(), joined);
    }

    [Fact]
    public async Task A_page_that_holds_the_last_row_is_the_last_page()
    {
        var (feed, _) = Fill(new Random(3), 10);
        await using var gateway = await RunningGateway.StartAsync(feed);
        var all = await gateway.JsonAsync("/api/v1/stocks/BHP/trades");
        var count = all["trades"]!.AsArray().Count;
        Assert.Null((await gateway.JsonAsync($"/api/v1/stocks/BHP/trades?limit={count}"))["next_cursor"]);
        Assert.NotNull((await gateway.JsonAsync($"/api/v1/stocks/BHP/trades?limit={count - 1}"))["next_cursor"]);
    }

    [Fact]
    public async Task A_page_says_from_when_on_it_is_complete_once_old_rows_were_dropped()
    {
        var feed = new TickFeed(new Bourse.Ticks.TickOptions { MemoryMegabytes = 16 });
        var bhp = feed.Define(TickFeed.Asx, "BHP");
        var start = ExampleMarket.Morning.Nanoseconds;
        while (feed.Store.Evictions == 0)
            feed.Trade(bhp, start += Timestamp.PerMillisecond, 36, 1);
        await using var gateway = await RunningGateway.StartAsync(feed);
        var page = await gateway.JsonAsync("/api/v1/stocks/BHP/trades?limit=1");
        var completeFrom = Timestamp.Parse((string)page["complete_from"]!);
        Assert.True(completeFrom > ExampleMarket.Morning, $"{completeFrom}");
        Assert.True(Timestamp.Parse((string)page["trades"]![0]!["time"]!) >= completeFrom);
    }

    private static (TickFeed Feed, Instrument[] Instruments) Fill(Random random, int rows)
    {
        var feed = new TickFeed();
        Instrument[] instruments = [feed.Define(TickFeed.Asx, "BHP"), feed.Define(TickFeed.Nyse, "BHP")];
        Add(feed, instruments, random, rows);
        return (feed, instruments);
    }

    // Times jump about within some days, so that many rows come late and many share a time.
    private static void Add(TickFeed feed, Instrument[] instruments, Random random, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var instrument = instruments[random.Next(instruments.Length)];
            var time = ExampleMarket.Morning.Nanoseconds + (random.Next(100_000) * ExampleMarket.Second * 10);
            if (random.Next(2) == 0)
                feed.Trade(instrument, time, random.Next(30, 40), random.Next(1, 9));
            else
                feed.Quote(instrument, time, 35, random.Next(1, 9), 36, random.Next(9));
        }
    }

    private static async Task<List<(Timestamp Time, long Sequence)>> ReadAsync(
        RunningGateway gateway, string path, int limit, Action between)
    {
        var joined = new List<(Timestamp Time, long Sequence)>();
        var cursor = "";
        do
        {
            var page = await gateway.JsonAsync($"{path}&limit={limit}{cursor}");
            var rows = page.AsObject().Single(field => field.Value is JsonArray).Value!.AsArray();
            Assert.InRange(rows.Count, 0, limit);
            joined.AddRange(rows.Select(PlaceOf));
            cursor = (string?)page["next_cursor"] is { } next ? $"&cursor={next}" : "";
            between();
        }
        while (cursor.Length > 0);
        return joined;
    }

    // Bars and days have no sequence: their venue tells them apart, in the order in which the venues were defined.
    private static (Timestamp Time, long Sequence) PlaceOf(JsonNode? row) => (
        Timestamp.Parse((string)row!["time"]!),
        row["sequence"] is { } sequence
            ? long.Parse(sequence.ToJsonString(), CultureInfo.InvariantCulture)
            : (string?)row["exchange"] == "ASX" ? 1 : 2);
}
