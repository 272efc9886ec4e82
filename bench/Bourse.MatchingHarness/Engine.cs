using System.Runtime.InteropServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.MatchingHarness;

/// <summary>What the C shim calls. One book, whose thread is the harness's matcher; the drainer's thread calls Drain alone.</summary>
public static unsafe class Engine
{
    // As whoever knows his market does before it opens.
    private const int OrdersReserved = 100_000;

    private const int PauseSpins = 250;

    private static OrderBook _book = new();
    private static EventRing? _ring;
    private static EventWriter _writer;
    private static PushSink _pusher;

    /// <summary>Makes the library's own ring the report queue; before <see cref="Start"/>.</summary>
    [UnmanagedCallersOnly]
    public static void OpenRing(uint capacity)
    {
        _ring = new EventRing((int)uint.Max(capacity, 4096));
        _writer = new EventWriter(_ring);
    }

    /// <summary>Starts with an empty book, reporting to the ring if there is one, else to the harness's queue.</summary>
    [UnmanagedCallersOnly]
    public static void Start(void* push, void* queue, void* discard)
    {
        WarmUp.Run((delegate* unmanaged[SuppressGCTransition]<void*, Report*, int>)discard);
        _pusher = new PushSink((delegate* unmanaged[SuppressGCTransition]<void*, Report*, int>)push, queue, NewBurst());
        OrderBook.Reserve(OrdersReserved);
        _book = new OrderBook();
    }

    [UnmanagedCallersOnly]
    public static void OnBatch(void* messages, uint count)
    {
        if (_ring is null)
        {
            Dispatch.Run(_book, (Message*)messages, count, ref _pusher);
            _pusher.Flush();
            return;
        }

        var writer = _writer;
        Dispatch.Run(_book, (Message*)messages, count, ref writer);
        _ring.Publish();
    }

    // Once a process: it lives as long as the library.
    private static Report* NewBurst() =>
        (Report*)NativeMemory.AlignedAlloc((nuint)(PushSink.BurstReports * sizeof(Report)), 64);

    [UnmanagedCallersOnly]
    public static uint Drain(void* into, uint countMax)
    {
        var events = _ring!.Peek((int)countMax);
        if (events.Length < countMax)
        {
            // A reader that looks all the time takes the lines away to which the matcher is writing.
            Thread.SpinWait(PauseSpins);
            events = _ring.Peek((int)countMax);
        }

        for (var i = 0; i < events.Length; i++)
            ((Report*)into)[i] = Report.Of(events[i]);
        _ring.Advance(events.Length);
        return (uint)events.Length;
    }

    [UnmanagedCallersOnly]
    public static long BestBid() => _book.BestBid ?? long.MinValue;

    [UnmanagedCallersOnly]
    public static long BestAsk() => _book.BestAsk ?? long.MaxValue;

    [UnmanagedCallersOnly]
    public static ulong QuantityAt(long price, byte side) => (ulong)_book.LevelAt((Side)(side + 1), price).Quantity;
}
