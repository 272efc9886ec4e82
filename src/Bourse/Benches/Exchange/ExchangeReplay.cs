using System.Diagnostics;
using Bourse.Exchange;

namespace Bourse.Benches;

/// <summary>How fast an exchange applies commands from memory, on one thread, and what it weighs.</summary>
internal sealed record ExchangeReplay(
    int Accounts, int Instruments, int OpenOrders, double MillionsPerSecond, double EventsPerCommand, long Allocated,
    long StateMegabytes, double HashSeconds, SnapshotTimes Snapshot)
{
    public static ExchangeReplay Run(int accounts, int instruments, int resting, int commands, int seed)
    {
        var flow = new ExchangeFlow(accounts, instruments, seed);
        var (preparation, warmUp, measured) = (new CommandTape(), new CommandTape(), new CommandTape());
        flow.Prepare(preparation);
        for (var i = 0; i < resting; i++)
            flow.Rest(preparation);
        for (var i = 0; i < commands; i++)
            flow.Next(i < commands / 2 ? warmUp : measured);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var page = new BlotterPage();
        var exchange = new ExchangeState(new ExchangeOptions { OrdersExpected = resting });
        preparation.Replay(exchange, page);
        warmUp.Replay(exchange, page);
        var weight = GC.GetTotalMemory(forceFullCollection: true) - before + exchange.BookBytes;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var events = measured.Replay(exchange, page);
        var seconds = clock.Elapsed.TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        clock.Restart();
        exchange.StateHash();
        var hashSeconds = clock.Elapsed.TotalSeconds;
        var snapshot = SnapshotTimes.Of(exchange);
        GC.KeepAlive((preparation, warmUp));
        return new ExchangeReplay(
            accounts, instruments, exchange.OpenOrders, measured.Count / seconds / 1e6, (double)events / measured.Count,
            allocated, weight >> 20, hashSeconds, snapshot);
    }
}
