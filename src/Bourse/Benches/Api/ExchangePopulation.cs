using Bourse.Engine;
using Bourse.Journal;

namespace Bourse.Benches;

/// <summary>
/// An exchange in a data directory as it is after long use: accounts with money and goods, instruments, and orders most of
/// which have traded. The same seed makes the same, but for the hash of client ids.
/// </summary>
internal sealed class ExchangePopulation : IAnswerSink
{
    private const int UntilAnsweredMillis = 60_000;

    private readonly Engine.Engine _engine;
    private long _sent;
    private long _answered;
    private long _notTaken;

    private ExchangePopulation(Engine.Engine engine) => _engine = engine;

    /// <summary>Makes it; the directory must not have an exchange yet.</summary>
    /// <returns>Commands that were carried out.</returns>
    /// <exception cref="InvalidOperationException">The directory has an exchange already.</exception>
    public static async Task<long> MakeAsync(string data, int accounts, int instruments, int orders, int seed)
    {
        var options = new EngineOptions
        {
            Snapshots = new SnapshotOptions { Directory = DataDirectory.SnapshotsIn(data) },
        };
        using var engine = Engine.Engine.Open(
            options,
            new JournalOptions { Directory = DataDirectory.OrdersIn(data) },
            new JournalOptions { Directory = DataDirectory.BlotterIn(data) },
            TimeProvider.System);
        if (engine.Orders.LastSequence > 0)
            throw new InvalidOperationException($"{data} has an exchange already.");
        using var stopping = new CancellationTokenSource();
        var thread = new Thread(() => engine.Run(stopping.Token));
        thread.Start();
        await Founding.IfNewAsync(engine, options);
        new ExchangePopulation(engine).Make(accounts, instruments, orders, seed);
        await stopping.CancelAsync();
        thread.Join();
        engine.WriteLastSnapshot();
        return engine.Counters.CarriedOut;
    }

    public void Take(long tag, in Answer answer)
    {
        if (answer.Outcome is Outcome.Full or Outcome.ReadOnly or Outcome.Stopping)
            _notTaken++;
        else
            Volatile.Write(ref _answered, _answered + 1);
    }

    private void Make(int accounts, int instruments, int orders, int seed)
    {
        const int OrdersAtOnce = 100_000;
        var flow = new ExchangeFlow(accounts, instruments, seed, _engine.Orders.LastSequence);
        var tape = new CommandTape();
        flow.Prepare(tape);
        Send(tape);
        for (var left = orders; left > 0; left -= OrdersAtOnce)
        {
            tape = new CommandTape();
            for (var i = 0; i < Math.Min(left, OrdersAtOnce); i++)
                flow.Cross(tape);
            Send(tape);
        }
    }

    private void Send(CommandTape tape)
    {
        var at = 0;
        for (var i = 0; i < tape.Count; i++)
        {
            var header = tape.Read(ref at, out var payload);
            for (var before = _notTaken - 1; before != _notTaken;)
            {
                before = _notTaken;
                _engine.Submit(header.Type, payload, Acknowledgement.Durable, this, tag: 0);
                if (before != _notTaken)
                    Thread.Sleep(0);
            }
        }

        _sent += tape.Count;
        if (!SpinWait.SpinUntil(() => Volatile.Read(ref _answered) == _sent, UntilAnsweredMillis))
            throw new TimeoutException($"{_answered} of {_sent} commands were answered.");
    }
}
