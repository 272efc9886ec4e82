using Bourse.Gateway.WebSocket;
using Bourse.Journal;

namespace Bourse.Tests.Gateway;

/// <summary>What an event costs the live loop.</summary>
public sealed class PublishCostTests
{
    private const int Events = 100;

    // A thread's allocation buffer: what is left of it counts when a collection ends it early.
    private const int BufferBytes = 16 << 10;

    [Fact]
    public async Task An_event_that_nobody_listens_to_costs_no_memory()
    {
        using var market = await MarketOfTradesAsync();
        var fanout = new Fanout(market.Store, market.Journal.Reader);
        Listen(fanout, "RIO");

        Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => BytesOfPublishing(fanout, market.Journal.Reader)));
    }

    [Fact]
    public async Task An_event_is_written_once_for_however_many_listen()
    {
        using var market = await MarketOfTradesAsync();
        var toOne = new Fanout(market.Store, market.Journal.Reader);
        var toMany = new Fanout(market.Store, market.Journal.Reader);
        Listen(toOne, "BHP");
        for (var i = 0; i < 50; i++)
            Listen(toMany, i % 2 == 0 ? "BHP" : "ASX:BHP");

        var once = BytesOfPublishing(toOne, market.Journal.Reader);
        Assert.InRange(once, Events * 100, Events * 400);
        Assert.InRange(BytesOfPublishing(toMany, market.Journal.Reader), once - BufferBytes, once + BufferBytes);
    }

    private static async Task<LiveMarket> MarketOfTradesAsync()
    {
        var market = new LiveMarket();
        var bhp = market.Define("BHP");
        market.Define("RIO");
        for (var i = 0; i < Events + 2; i++)
            market.Trade(bhp);
        await market.PublishedAsync();
        return market;
    }

    // The outbox is filled once before, so that its queue has the size it needs.
    private static void Listen(Fanout fanout, string symbol)
    {
        var outbox = new Outbox(new WebSocketLimits(), TimeProvider.System);
        var request = new JoinRequest(InstrumentChoice.Of([symbol]), JoinStart.Live, default, 0);
        var channel = new Subscription(Topic.Find("stock:trades")!, "null", request, outbox);
        for (var i = 0; i < 2 * Events; i++)
            outbox.Send([]);
        outbox.Take(new byte[1], out _);
        fanout.Join(channel, _ => []);
    }

    private static long BytesOfPublishing(Fanout fanout, JournalReader tape)
    {
        using var cursor = tape.OpenCursor(1);
        for (var i = 0; i < 4; i++)
            PublishNext(fanout, cursor);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Events; i++)
            PublishNext(fanout, cursor);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void PublishNext(Fanout fanout, JournalCursor cursor)
    {
        Assert.True(cursor.TryRead(out var record));
        fanout.Publish(record);
    }
}
