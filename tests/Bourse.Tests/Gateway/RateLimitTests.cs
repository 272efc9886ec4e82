using System.Net;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Limits;
using Bourse.Records;

namespace Bourse.Tests.Gateway;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Answers_tell_what_is_left_and_refusals_when_to_come_back()
    {
        await using var gateway = await RunningGateway.StartAsync(
            ExampleMarket.Make(), new() { Rates = new RateOptions { MarketPerSecondMax = 1 } });
        using var first = await gateway.GetAsync("/api/v1/stocks/search");
        Assert.Equal(("1", "0", "1"), HeadersOf(first));
        using var second = await gateway.GetAsync("/api/v1/stocks/BHP/snapshot");
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal(1, second.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Equal(("1", "0", "1"), HeadersOf(second));
        using var health = await gateway.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.False(health.Headers.Contains("X-RateLimit-Limit"));
    }

    [Fact]
    public async Task Each_key_has_its_own_allowance()
    {
        await using var gateway = await RunningGateway.StartAsync(
            options: new() { Rates = new RateOptions { MarketPerSecondMax = 1 } },
            change: parts => parts with
            {
                Authenticate = context => ValueTask.FromResult(
                    new Caller("ann", Role.Trader, Scopes.Read, context.Request.Headers["X-API-Key"].ToString(), 1)),
            });
        foreach (var (key, status) in new[] { ("a", 200), ("a", 429), ("b", 200), ("b", 429) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stocks/search");
            request.Headers.Add("X-API-Key", key);
            using var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((key, status), (key, (int)answer.StatusCode));
        }
    }

    [Fact]
    public void A_bucket_gives_its_burst_and_then_fills_steadily()
    {
        var limit = new RateLimit(Burst: 3, Interval: 10);
        var bucket = new Bucket();
        for (var i = 1; i <= 3; i++)
        {
            Assert.True(bucket.TryTake(limit, 100, out var left));
            Assert.Equal(i * 10, left);
        }

        Assert.False(bucket.TryTake(limit, 100, out var wait));
        Assert.Equal(10, wait);
        Assert.True(bucket.TryTake(limit, 110, out _));
        Assert.False(bucket.TryTake(limit, 119, out _));
        Assert.False(bucket.IsFull(139));
        Assert.True(bucket.IsFull(140));
    }

    [Fact]
    public void Buckets_are_bounded_and_full_ones_make_room()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch.AddDays(1));
        var buckets = new Buckets(16, clock);
        var limit = RateLimit.Of(1, 1, clock);
        for (var i = 0; i < 16; i++)
            Assert.True(buckets.Of("", (UInt128)i, RateClass.Market).TryTake(limit, clock.GetTimestamp(), out _));
        Assert.Same(buckets.Of("", 100, RateClass.Market), buckets.Of("", 101, RateClass.Market));
        Assert.NotSame(buckets.Of("", 100, RateClass.Market), buckets.Of("", 100, RateClass.Trade));
        Assert.Equal(16, buckets.Count);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotSame(buckets.Of("", 100, RateClass.Market), buckets.Of("", 101, RateClass.Market));
        Assert.Equal(2, buckets.Count);
    }

    [Fact]
    public void Taking_a_token_allocates_nothing()
    {
        var clock = TimeProvider.System;
        var buckets = new Buckets(16, clock);
        var limit = RateLimit.Of(1_000_000, 1_000_000, clock);
        buckets.Of("bk_a", 0, RateClass.Trade);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            buckets.Of("bk_a", 0, RateClass.Trade).TryTake(limit, clock.GetTimestamp(), out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (string Limit, string Remaining, string Reset) HeadersOf(HttpResponseMessage answer) => (
        answer.Headers.GetValues("X-RateLimit-Limit").Single(), answer.Headers.GetValues("X-RateLimit-Remaining").Single(),
        answer.Headers.GetValues("X-RateLimit-Reset").Single());
}
