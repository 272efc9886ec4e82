using System.Diagnostics;
using Bourse.Engine;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Benches;

/// <summary>
/// The exchange as it runs: one thread hands commands in, the engine's numbers them, journals them and carries them out.
/// At a fixed rate, open loop: a command is due at its moment whether or not those before it are through, so that a
/// stall counts for every command that it delays.
/// </summary>
internal sealed class EngineRun : IAnswerSink, IDisposable
{
    private const int Accounts = 1_000;
    private const int Instruments = 10;
    private const int SecondsUntilAnswered = 60;

    private readonly BenchFolder _folder = new();
    private readonly WaitStrategy _wait;
    private readonly ExchangeFlow _flow;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Engine.Engine _engine;
    private readonly Thread _thread;
    private LatencyHistogram _latencies = new();
    private long _answered;
    private long _notTaken;

    public EngineRun(WaitStrategy wait, int seed)
    {
        _wait = wait;
        _engine = Open();
        _thread = new Thread(() => _engine.Run(_stopping.Token));
        _thread.Start();
        _flow = new ExchangeFlow(Accounts, Instruments, seed, _engine.Orders.LastSequence);
        var preparation = new CommandTape();
        _flow.Prepare(preparation);
        Send(preparation, Acknowledgement.Durable, perSecond: 0);
    }

    /// <summary>Sends commands at a rate, or with 0 as fast as they are taken, and waits for their answers.</summary>
    public EngineResult Send(int commands, Acknowledgement level, int perSecond)
    {
        var tape = new CommandTape();
        for (var i = 0; i < commands; i++)
            _flow.Next(tape);
        GC.Collect();
        return Send(tape, level, perSecond);
    }

    /// <summary>Opens the journals again: all commands are carried out, and their events compared with the blotter.</summary>
    public ReplayReport Replay()
    {
        Stop();
        using var engine = Open();
        return engine.Recovery;
    }

    public void Take(long tag, in Answer answer)
    {
        if (answer.Outcome is Outcome.Full or Outcome.ReadOnly or Outcome.Stopping)
        {
            _notTaken++;
            return;
        }

        _latencies.Record(TimedRecords.Now() - tag);
        Volatile.Write(ref _answered, _answered + 1);
    }

    public void Dispose()
    {
        Stop();
        _stopping.Dispose();
        _folder.Dispose();
    }

    private Engine.Engine Open() => Engine.Engine.Open(
        new EngineOptions { Wait = _wait, CommandsMax = 1 << 16 },
        new JournalOptions { Directory = _folder.File("orders") },
        new JournalOptions { Directory = _folder.File("blotter") },
        TimeProvider.System);

    private EngineResult Send(CommandTape tape, Acknowledgement level, int perSecond)
    {
        (_latencies, _answered) = (new LatencyHistogram(), 0);
        var clock = Stopwatch.StartNew();
        var start = TimedRecords.Now() + Timestamp.PerMillisecond;
        var at = 0;
        for (long i = 0; i < tape.Count; i++)
        {
            var header = tape.Read(ref at, out var payload);
            var now = TimedRecords.Now();
            var due = perSecond == 0 ? now : start + (i * Timestamp.PerSecond / perSecond);
            for (; now < due; now = TimedRecords.Now())
                Thread.SpinWait(1);
            SendUntilTaken(header.Type, payload, level, due);
        }

        var sent = clock.Elapsed;
        while (Volatile.Read(ref _answered) < tape.Count)
        {
            if ((clock.Elapsed - sent).TotalSeconds > SecondsUntilAnswered)
                throw new TimeoutException($"{_answered} of {tape.Count} commands were answered.");
            Thread.Sleep(0);
        }

        return new EngineResult(tape.Count, clock.Elapsed, _latencies);
    }

    // One that is not taken is not taken by its own thread, so that the count needs no lock.
    private void SendUntilTaken(Exchange.CommandType type, ReadOnlySpan<byte> payload, Acknowledgement level, long due)
    {
        for (var before = _notTaken; ; before = _notTaken)
        {
            _engine.Submit(type, payload, level, this, due);
            if (_notTaken == before)
                return;
            Thread.Sleep(0);
        }
    }

    private void Stop()
    {
        if (_stopping.IsCancellationRequested)
            return;
        _stopping.Cancel();
        _thread.Join();
        _engine.Dispose();
    }
}
