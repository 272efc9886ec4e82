using System.Text.Json.Nodes;
using Bourse.Gateway;
using Bourse.Market;
using Bourse.Tests.Ticks;

namespace Bourse.Tests.Gateway;

public class DescriptionTests
{
    private const string Correlation = "/api/v1/analytics/correlation";

    // Every schema of an answer, with requests whose answers together have every field of it.
    private static readonly (string Path, string[] Requests)[] Examples =
    [
        ("/api/v1/stocks/{symbol}/trades", ["BHP/trades?limit=1", "BHP/trades", "FAKE-USD/trades"]),
        ("/api/v1/stocks/{symbol}/quotes", ["BHP/quotes", "FAKE-USD/quotes"]),
        ("/api/v1/stocks/{symbol}/bars", ["BHP/bars", "FAKE-USD/bars"]),
        ("/api/v1/stocks/{symbol}/stats", ["BHP/stats", "FAKE-USD/stats"]),
        ("/api/v1/stocks/{symbol}/book", ["BHP/book", "FAKE-USD/book"]),
        ("/api/v1/stocks/{symbol}/consolidated", ["BHP/consolidated", "FAKE-USD/consolidated", "PAIR/consolidated"]),
        ("/api/v1/stocks/{symbol}/snapshot", ["BHP/snapshot", "FAKE-USD/snapshot"]),
        ("/api/v1/stocks/search", ["search"]),
        ("/api/v1/stocks/{symbol}/indicators",
            [
                "BHP/indicators", "BHP/indicators?name=ema", "BHP/indicators?name=rsi", "BHP/indicators?name=vwap",
                "BHP/indicators?name=macd", "BHP/indicators?name=bollinger", "FAKE-USD/indicators",
            ]),
        ("/api/v1/stocks/{symbol}/volume-profile", ["BHP/volume-profile?step=1", "FAKE-USD/volume-profile", "NEW/volume-profile"]),
        ("/api/v1/stocks/{symbol}/depth-history",
            ["BHP/depth-history", "FAKE-USD/depth-history?columns=3", "NEW/depth-history", "PAIR/depth-history"]),
        ("/api/v1/market/summary", ["../market/summary"]),
        ("/api/v1/feeds", ["../feeds"]),
        ("/health", ["../../../health"]),
        ("/health/live", ["../../../health/live"]),
        ("/health/ready", ["../../../health/ready"]),
    ];

    [Fact]
    public async Task Every_path_that_is_served_is_described_and_every_described_one_is_served()
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make(), change: WithFeeds);
        var paths = (await gateway.JsonAsync("/openapi/v1.json"))["paths"]!.AsObject();
        Assert.Equal(
            [.. Examples.Select(example => example.Path).Append("/metrics").Append(Correlation).Order()],
            paths.Select(path => path.Key).Order());
        foreach (var (path, _) in paths.Where(path => path.Value!["get"] is not null))
            await gateway.TextAsync(path.Replace("{symbol}", "BHP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_parameter_that_is_described_is_taken_and_no_other()
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make(), change: WithFeeds);
        foreach (var (path, operation) in (await gateway.JsonAsync("/openapi/v1.json"))["paths"]!.AsObject())
        {
            if (!path.StartsWith("/api/", StringComparison.Ordinal) || operation!["get"] is null)
                continue;
            var described = operation["get"]!["parameters"]?.AsArray()
                .Where(parameter => (string?)parameter!["in"] == "query")
                .Select(parameter => (string)parameter!["name"]!) ?? [];
            var problem = await gateway.JsonAsync(
                path.Replace("{symbol}", "BHP", StringComparison.Ordinal) + "?x=1", System.Net.HttpStatusCode.BadRequest);
            var known = described.Any() ? $"known are {string.Join(", ", described)}" : "there are none here";
            Assert.EndsWith($": {known}.", (string?)problem["detail"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_field_that_is_described_is_answered_and_no_other()
    {
        await using var gateway = await RunningGateway.StartAsync(WithRareFields(), change: parts => WithFeeds(parts) with
        {
            Health = [new("ticks", () => new(Bourse.Gateway.Health.HealthStatus.Up))],
        });
        var description = await gateway.JsonAsync("/openapi/v1.json");
        var reader = new SchemaReader(description);
        foreach (var (path, requests) in Examples)
        {
            var schema = description["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
            foreach (var request in requests)
                reader.Check(schema, await gateway.JsonAsync("/api/v1/stocks/" + request), path);
        }

        var problem = await gateway.JsonAsync("/api/v1/stocks/BHP/trades?limit=x", System.Net.HttpStatusCode.BadRequest);
        reader.Check(new JsonObject { ["$ref"] = "#/components/schemas/Problem" }, problem, "problem");
        var correlation = await AnalyticsAnswerTests.CorrelateAsync(gateway, """{"symbols":["ASX:BHP","NYSE:BHP"]}""");
        reader.Check(new JsonObject { ["$ref"] = "#/components/schemas/CorrelationMatrix" }, correlation, "correlation");
        Assert.Empty(reader.Unseen());
    }

    [Fact]
    public async Task Every_example_keeps_to_its_schema()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var description = await gateway.JsonAsync("/openapi/v1.json");
        var reader = new SchemaReader(description);
        var examples = 0;
        foreach (var (name, schema) in description["components"]!["schemas"]!.AsObject())
            foreach (var example in schema!["examples"]?.AsArray() ?? [])
            {
                reader.Check(schema, example, name);
                examples++;
            }

        Assert.True(examples > 10, $"{examples} examples");
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_the_problems_it_can_answer_with()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var names = new HashSet<string>();
        foreach (var (path, operation) in (await gateway.JsonAsync("/openapi/v1.json"))["paths"]!.AsObject())
        {
            var get = operation!["get"] ?? operation["post"]!;
            Assert.True(names.Add((string)get["operationId"]!), path);
            Assert.NotEmpty((string)get["summary"]!);
            Assert.NotNull(get["responses"]!["429"]!["content"]!["application/problem+json"]);
        }
    }

    private static GatewayParts WithFeeds(GatewayParts parts) => parts with { Feeds = ExampleFeeds.Report };

    // Fields that are there only when something is amiss.
    private static TickFeed WithRareFields()
    {
        var feed = ExampleMarket.Make();
        var fake = feed.Store.Instruments.Named("FAKE-USD")[0];
        feed.Define(fake with { HasBots = true });
        const EventFlags Flags =
            EventFlags.Synthetic | EventFlags.Bots | EventFlags.Replayed | EventFlags.MaybeBadBook;
        feed.Apply(new Quote(
            TickFeed.Header(fake, 1, Flags), TickFeed.Units(1), new Quantity(1), TickFeed.Units(2), new Quantity(1)));
        feed.Trade(fake, 2, 10, 1, EventFlags.Synthetic | EventFlags.Bots | EventFlags.OffPrice);
        feed.Gap(fake.Id, new SourceId(1));
        feed.Quote(feed.Define(TickFeed.Kraken, "PAIR"), 3, 10, 1, 11, 1);
        feed.Quote(feed.Define(TickFeed.Nyse, "PAIR"), 3, 12, 1, 13, 1);
        feed.Define(TickFeed.Asx, "PAIR");
        return feed;
    }
}
