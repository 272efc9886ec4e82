using System.Net;
using System.Net.WebSockets;

namespace Bourse.Tests.Venues;

/// <summary>That the server misbehaves as it is told: what our feeds make of it is tested elsewhere.</summary>
public sealed class MisbehaviourTests
{
    private const string Subscribe =
        """{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD"],"depth":10}}""";

    // Status, answer and snapshot come before the market's first frame.
    private const int Before = 3;

    private readonly List<string> _right = [.. new RecordedTape(RecordedVenueTests.KrakenV2()).Frames.Select(frame => frame.Text)];

    [Fact]
    public async Task A_gap_leaves_frames_out() =>
        Assert.Equal(
            [.. _right[..20], .. _right[25..]],
            await PlayAsync(new Misbehaviour(MisbehaviourKind.Gap, At: 20) { Count = 5 }));

    [Fact]
    public async Task A_bad_checksum_is_changed_in_one_frame()
    {
        var frames = await PlayAsync(new Misbehaviour(MisbehaviourKind.BadChecksum, At: 20, Symbol: "BTC/USD"));
        Assert.Equal([20], Enumerable.Range(0, _right.Count).Where(i => frames[i] != _right[i]));
        Assert.NotEqual(RecordedVenueTests.ChecksumOf(_right[20]), RecordedVenueTests.ChecksumOf(frames[20]));
    }

    [Fact]
    public async Task A_duplicate_comes_twice() =>
        Assert.Equal(
            [.. _right[..21], .. _right[20..]],
            await PlayAsync(new Misbehaviour(MisbehaviourKind.Duplicate, At: 20)));

    [Fact]
    public async Task Reordered_frames_change_places() =>
        Assert.Equal(
            [.. _right[..20], _right[21], _right[20], .. _right[22..]],
            await PlayAsync(new Misbehaviour(MisbehaviourKind.Reorder, At: 20)));

    [Fact]
    public async Task A_truncated_frame_is_half_of_it() =>
        Assert.Equal(
            [.. _right[..20], _right[20][..(_right[20].Length / 2)], .. _right[21..]],
            await PlayAsync(new Misbehaviour(MisbehaviourKind.Truncate, At: 20)));

    [Fact]
    public async Task A_fragmented_message_is_whole_in_the_end() =>
        Assert.Equal(_right, await PlayAsync(new Misbehaviour(MisbehaviourKind.Fragmented, At: 20) { Count = 3 }));

    [Fact]
    public async Task Garbage_comes_between()
    {
        var frames = await PlayAsync(
            new Misbehaviour(MisbehaviourKind.GarbageText, At: 10), new Misbehaviour(MisbehaviourKind.GarbageBytes, At: 20));
        Assert.Equal(_right.Count + 2, frames.Count);
        Assert.StartsWith("}{", frames[10]);
    }

    [Fact]
    public async Task A_huge_frame_is_as_long_as_told()
    {
        var frames = await PlayAsync(new Misbehaviour(MisbehaviourKind.HugeFrame, At: 10) { Bytes = 5_000_000 });
        Assert.InRange(frames[10].Length, 5_000_000, 5_000_100);
        Assert.Equal(_right[10], frames[11]);
    }

    [Fact]
    public async Task A_stall_is_silent_until_told_and_what_passed_is_lost()
    {
        await using var venue = await StartAsync(new Misbehaviour(MisbehaviourKind.Stall, At: 20));
        using var client = await PlainSocket.ConnectAsync(venue.Socket, Subscribe);
        Assert.Equal(_right[..20], (await client.ReceiveAsync(Before + 20))[Before..]);
        while (venue.Position < 21)
            await Task.Yield();
        Assert.Equal(21, venue.Position);
        await venue.EndStall();
        Assert.Equal(_right[21..], await client.ReceiveAllAsync());
    }

    [Fact]
    public async Task A_stall_ends_when_the_client_comes_again()
    {
        await using var venue = await StartAsync(new Misbehaviour(MisbehaviourKind.Stall, At: 20));
        using (var client = await PlainSocket.ConnectAsync(venue.Socket, Subscribe))
            await client.ReceiveAsync(Before + 20);
        using var again = await PlainSocket.ConnectAsync(venue.Socket, Subscribe);
        Assert.Equal(_right[21..], (await again.ReceiveAllAsync())[Before..]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_disconnect_is_clean_or_a_reset(bool isReset)
    {
        await using var venue = await StartAsync(
            new Misbehaviour(isReset ? MisbehaviourKind.Reset : MisbehaviourKind.Close, At: 20));
        using var client = await PlainSocket.ConnectAsync(venue.Socket, Subscribe);
        if (isReset)
            await Assert.ThrowsAsync<WebSocketException>(client.ReceiveAllAsync);
        else
            Assert.Equal(_right[..20], (await client.ReceiveAllAsync())[Before..]);
    }

    [Fact]
    public async Task Handshakes_and_requests_are_refused_for_a_while()
    {
        await using var venue = await StartAsync(
            new Misbehaviour(MisbehaviourKind.HandshakeRefused, At: 1) { RetryAfterSeconds = 9 },
            new Misbehaviour(MisbehaviourKind.RequestRefused) { Count = 2, RetryAfterSeconds = 4 });
        using var first = await PlainSocket.ConnectAsync(venue.Socket);
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => PlainSocket.ConnectAsync(venue.Socket));
        Assert.Contains("429", refusal.Message);
        using var third = await PlainSocket.ConnectAsync(venue.Socket);
        using var http = new HttpClient { BaseAddress = venue.Rest };
        for (var i = 0; i < 2; i++)
        {
            using var answer = await http.GetAsync("/anything", TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.TooManyRequests, 4), (answer.StatusCode, answer.Headers.RetryAfter!.Delta!.Value.Seconds));
        }

        using var last = await http.GetAsync("/anything", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, last.StatusCode);
    }

    private static Task<RecordedVenue> StartAsync(params Misbehaviour[] wrong) =>
        RecordedVenue.StartAsync(RecordedVenueTests.KrakenV2(wrong) with { ClosesAtEnd = true });

    private static async Task<List<string>> PlayAsync(params Misbehaviour[] wrong)
    {
        await using var venue = await StartAsync(wrong);
        using var client = await PlainSocket.ConnectAsync(venue.Socket, Subscribe);
        return (await client.ReceiveAllAsync())[Before..];
    }
}
