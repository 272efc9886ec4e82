using Bourse.Gateway.WebSocket;
using Bourse.Journal;
using Bourse.Ticks;

namespace Bourse.Roles;

/// <summary>
/// The live loop: reads the tape, applies each record to the columns, then offers the same record to the WebSocket
/// clients, on one thread, so that books, bars and last values are exactly those of the sequence being sent.
/// </summary>
internal sealed class LiveRole(JournalReader tape, TickStore store, Fanout fanout, WaitStrategy wait) : IDisposable
{
    // Of how many records read in one go one is looked at whether to measure it: the clock is slower than a record.
    private const int HopsEvery = 64;

    private readonly CancellationTokenSource _stopping = new();
    private readonly long _lastAtStart = tape.LastSequence;
    private Thread? _thread;

    /// <summary>Everything that was on the tape at the start has been read.</summary>
    public bool IsCaughtUp => store.AppliedSequence >= _lastAtStart;

    /// <summary>Why the loop ended before it was asked to; null while it runs.</summary>
    public string? Fault { get; private set; }

    public void Start()
    {
        _thread = new Thread(Loop) { Name = "live" };
        _thread.Start();
    }

    /// <summary>Applies what is on the tape now, then ends.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        _thread?.Join();
    }

    public void Dispose() => _stopping.Dispose();

    private void Loop()
    {
        try
        {
            using var cursor = tape.OpenCursor(tape.FirstSequence);
            while (!_stopping.IsCancellationRequested)
            {
                Drain(cursor);
                cursor.Wait(wait, TimeSpan.FromMilliseconds(100), _stopping.Token);
            }

            Drain(cursor);
        }
        catch (JournalException fault)
        {
            Fault = fault.Message;
        }
    }

    private void Drain(JournalCursor cursor)
    {
        var hops = fanout.Hops;
        for (var read = 0; cursor.TryRead(out var record); read++)
        {
            var isFollowed = read % HopsEvery == 0 && record.Sequence > _lastAtStart && hops.TryBegin(record);
            store.Apply(record);
            if (isFollowed)
                hops.Applied();
            fanout.Publish(record);
            if (isFollowed)
                hops.Offered();
        }
    }
}
