using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Rest;

/// <summary>
/// Bars of several instruments in one order: start, then instrument number. Each venue cuts time by its own clock, so
/// bars of several venues stand beside one another and are never added up.
/// </summary>
internal sealed class BarMerge
{
    private readonly InstrumentTicks[] _instruments;
    private readonly BarReader[] _readers;
    private readonly Bar?[] _heads;
    private readonly bool _isDescending;
    private int _current = -1;

    public BarMerge(InstrumentTicks[] instruments, BarInterval interval, in TickRange range)
    {
        _instruments = instruments;
        _isDescending = range.IsDescending;
        _readers = new BarReader[instruments.Length];
        _heads = new Bar?[instruments.Length];
        for (var i = 0; i < instruments.Length; i++)
        {
            _readers[i] = instruments[i].Bars(interval, Behind(range, instruments[i].Instrument.Id));
            CompleteFrom = _readers[i].CompleteFrom > CompleteFrom ? _readers[i].CompleteFrom : CompleteFrom;
            Advance(i);
        }
    }

    public Timestamp CompleteFrom { get; } = Timestamp.MinValue;

    public Bar Bar { get; private set; }

    public InstrumentTicks Ticks => _instruments[_current];

    /// <summary>The current bar's place: its start, and its instrument's number where a row has its sequence.</summary>
    public TickKey Key => new(Bar.Start.Nanoseconds, Ticks.Instrument.Id.Number);

    public bool MoveNext()
    {
        _current = -1;
        for (var i = 0; i < _heads.Length; i++)
            if (_heads[i] is { } head && (_current < 0 || IsFirst(head, i)))
                _current = i;
        if (_current < 0)
            return false;
        Bar = _heads[_current]!.Value;
        Advance(_current);
        return true;
    }

    // What is left of the range behind the last row of the page before, for one of the instruments.
    private static TickRange Behind(in TickRange range, InstrumentId instrument)
    {
        if (range.After is not { } last)
            return range;
        var isTaken = range.IsDescending ? instrument.Number >= last.Sequence : instrument.Number <= last.Sequence;
        if (range.IsDescending)
            return range with { After = null, End = Earlier(range.End, new Timestamp(last.Time + (isTaken ? 0 : 1))) };
        return range with { After = null, Start = Later(range.Start, new Timestamp(last.Time + (isTaken ? 1 : 0))) };
    }

    private static Timestamp Earlier(Timestamp left, Timestamp right) => left < right ? left : right;

    private static Timestamp Later(Timestamp left, Timestamp right) => left > right ? left : right;

    private bool IsFirst(Bar head, int i)
    {
        var order = head.Start.CompareTo(_heads[_current]!.Value.Start);
        if (order == 0)
            order = _instruments[i].Instrument.Id.Number.CompareTo(Ticks.Instrument.Id.Number);
        return _isDescending ? order > 0 : order < 0;
    }

    private void Advance(int i) => _heads[i] = _readers[i].TryRead(out Bar bar) ? bar : null;
}
