using System.Diagnostics;
using Bourse.Matching;

namespace Bourse.Benches;

/// <summary>
/// The books on which a flow is played, round after round: its opening fills them, its closing empties them, and only
/// what lies between is measured. The first round makes the books as large as they need to be and compiles the code.
/// </summary>
internal sealed class FlowStage
{
    // So many commands in one call: the method becomes hot at once and is compiled with what its first calls taught.
    private const int BatchCommands = 4096;

    // As a venue would hand events on: after so many commands. The ring holds the events of any such batch.
    private const int RingBatchCommands = 64;
    private const int RingEvents = 1 << 16;

    private readonly MatchingFlow _flow;
    private readonly OrderBook[] _books;
    private readonly EventRing _ring = new(RingEvents);

    public FlowStage(MatchingFlow flow)
    {
        _flow = flow;
        _books = new OrderBook[flow.Books];
        for (var i = 0; i < _books.Length; i++)
            _books[i] = new OrderBook();
    }

    /// <summary>What the books hold outside the collector's heap.</summary>
    public long MemoryBytes => _books.Sum(book => book.MemoryBytes);

    /// <summary>Plays the flow into a sink that counts.</summary>
    public FlowRound Count()
    {
        var count = new EventCount();
        return Round(BatchCommands, (commands, _) => Play(_books, commands, ref count)) with { Events = count };
    }

    /// <summary>Plays the flow into a ring whose reader, on the same thread, drops what it reads.</summary>
    public FlowRound WriteToRing()
    {
        var sink = new DepthEventWriter(_ring);
        return Round(RingBatchCommands, (commands, first) =>
        {
            sink.Sequence = (ulong)first;
            Play(_books, commands, ref sink);
            _ring.Publish();
            for (var read = 0; (read = _ring.Peek(RingEvents).Length) > 0;)
                _ring.Advance(read);
        });
    }

    /// <summary>Plays the flow and notes how long each command took: see <see cref="PlayTimed"/>.</summary>
    public FlowRound Time(uint[] clockTicks)
    {
        var count = new EventCount();
        return Round(
            BatchCommands,
            (commands, first) => PlayTimed(_books, commands, clockTicks.AsSpan(first), ref count)) with
        {
            Events = count,
        };
    }

    /// <summary>Fills the books and leaves them so, to see what they weigh.</summary>
    public void Fill()
    {
        var count = new EventCount();
        Play(_books, _flow.Opening, ref count);
        Play(_books, _flow.Commands, ref count);
    }

    private FlowRound Round(int batch, Batch play)
    {
        var aside = new EventCount();
        Play(_books, _flow.Opening, ref aside);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var first = 0; first < _flow.Commands.Length; first += batch)
            play(_flow.Commands.AsSpan(first, Math.Min(batch, _flow.Commands.Length - first)), first);
        var elapsed = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var live = _books.Sum(book => (long)book.OrderCount);
        Play(_books, _flow.Closing, ref aside);
        return new FlowRound
        {
            Commands = _flow.Commands.Length,
            Elapsed = elapsed,
            Allocated = allocated,
            Live = live,
        };
    }

    private static void Play<TSink>(OrderBook[] books, ReadOnlySpan<FlowCommand> commands, ref TSink sink)
        where TSink : struct, IBookSink
    {
        foreach (ref readonly var command in commands)
            command.ApplyTo(books[command.Book], ref sink);
    }

    /// <summary>
    /// From one reading of the clock to the next: a command, one reading, and the loop around them. Nothing falls
    /// between two of them.
    /// </summary>
    private static void PlayTimed<TSink>(
        OrderBook[] books, ReadOnlySpan<FlowCommand> commands, Span<uint> clockTicks, ref TSink sink)
        where TSink : struct, IBookSink
    {
        var last = Stopwatch.GetTimestamp();
        for (var i = 0; i < commands.Length; i++)
        {
            commands[i].ApplyTo(books[commands[i].Book], ref sink);
            var now = Stopwatch.GetTimestamp();
            clockTicks[i] = (uint)Math.Min(now - last, uint.MaxValue);
            last = now;
        }
    }

    private delegate void Batch(ReadOnlySpan<FlowCommand> commands, int first);
}
