using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>
/// Follows the orders journal as far as it is durable, carries the commands out by itself with the naive and with a
/// second real exchange, and knows so what the engine must have answered, told and kept. What is durable never goes back,
/// and so never does it.
/// </summary>
internal sealed class Auditor(ExchangeOptions options, int reopenEvery)
{
    private readonly ExchangeTwins _twins = new(options, reopenEvery);
    private readonly OnceOnly _onceOnly = new();
    private readonly List<ulong> _commands = [];
    private readonly List<SimulatedAnswer> _answers = [];
    private readonly List<ulong> _events = [];
    private readonly PriorityQueue<Action<ExchangeState>, long> _due = new();

    public NaiveExchange Naive => _twins.Naive;

    public ExchangeState State => _twins.Real;

    /// <summary>The last sequence carried out.</summary>
    public long Last => _commands.Count;

    public long Events => _events.Count;

    public Timestamp Time => _twins.Real.Time;

    /// <summary>Carries out the commands that a cursor has up to a sequence.</summary>
    public void Follow(JournalCursor cursor, long durable)
    {
        while (cursor.NextSequence <= durable)
        {
            if (!cursor.TryRead(out var record))
                throw new SimulationViolation($"sequence {cursor.NextSequence} is durable and cannot be read");
            if (record.Sequence > Last)
                CarryOut(record);
            else if (_commands[(int)record.Sequence - 1] != Hash(record))
                throw new SimulationViolation($"sequence {record.Sequence} of the orders is not what it was");
        }
    }

    /// <summary>Looks at the whole blotter: all that the commands told is on it, and nothing else.</summary>
    public void CheckBlotter(JournalReader blotter)
    {
        using var cursor = blotter.OpenCursor(1);
        for (var sequence = 1; cursor.TryRead(out var record); sequence++)
            if (sequence > _events.Count || _events[sequence - 1] != Hash(record))
                throw new SimulationViolation($"sequence {sequence} of the blotter is not what the orders make");
        if (cursor.NextSequence - 1 != _events.Count)
            throw new SimulationViolation($"the blotter ends at {cursor.NextSequence - 1}, not at {_events.Count}");
    }

    public void CheckState(ulong hash, string when)
    {
        if (hash != _twins.Real.StateHash())
            throw new SimulationViolation($"{when}: the state after sequence {Last} is not what the orders make");
        if (_twins.StateDifference() is { } difference)
            throw new SimulationViolation($"{when}: {difference}");
    }

    /// <summary>Checks an answer once its sequence is carried out.</summary>
    public void Expect(long sequence, CommandType type, byte[] payload, Answer answer)
    {
        if (sequence <= Last)
            Check();
        else
            At(sequence, _ => Check());

        void Check()
        {
            if (_commands[(int)sequence - 1] != Hash(type, answer.Time.Nanoseconds, payload))
                throw new SimulationViolation($"sequence {sequence} was answered, and is another command");
            var (given, right) = (SimulatedAnswer.Of(answer, type), _answers[(int)sequence - 1]);
            if (given != right)
                throw new SimulationViolation($"sequence {sequence} was answered {given}, and must be {right}");
        }
    }

    /// <summary>Has the state after a sequence looked at, when it is in that.</summary>
    public void At(long sequence, Action<ExchangeState> check)
    {
        if (sequence < Last)
            throw new SimulationViolation($"the engine shows sequence {sequence} when {Last} are durable");
        if (sequence == Last)
            check(_twins.Real);
        else
            _due.Enqueue(check, sequence);
    }

    /// <summary>A power cut has undone what was not durable: nothing of it is expected any more.</summary>
    public void Forget() => _due.Clear();

    private void CarryOut(JournalRecord record)
    {
        var header = new CommandHeader(record.Sequence, new Timestamp(record.Time), (CommandType)record.Type, record.Version);
        if (_twins.Apply(new ExchangeStep(header, record.Payload.ToArray())) is { } difference)
            throw new SimulationViolation($"sequence {record.Sequence}: {difference}");
        _commands.Add(Hash(record));
        _answers.Add(SimulatedAnswer.Of(_twins.Page, header.Type));
        foreach (var told in _twins.Page)
        {
            _events.Add(Hash((CommandType)told.Type, told.Header.Time.Nanoseconds, told.Bytes));
            _onceOnly.Take(told);
        }

        CheckDue();
    }

    private void CheckDue()
    {
        while (_due.TryPeek(out var check, out var sequence) && sequence <= Last)
        {
            _due.Dequeue();
            check(_twins.Real);
        }
    }

    private static ulong Hash(JournalRecord record) => Hash((CommandType)record.Type, record.Time, record.Payload);

    private static ulong Hash(CommandType type, long time, ReadOnlySpan<byte> payload) =>
        Fold.In(Fold.In(Fold.In(Fold.Start, (ulong)type), (ulong)time), payload);
}
