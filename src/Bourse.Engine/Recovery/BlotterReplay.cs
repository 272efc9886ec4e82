using System.Diagnostics;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>
/// Carries out the orders journal again from where a view stands, and compares each event with the blotter's, byte for
/// byte. Both may be written to meanwhile: what is on the blotter has its command in the orders before it.
/// </summary>
internal sealed class BlotterReplay : IDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly JournalReader _blotter;
    private readonly CommandReader _commands;
    private readonly JournalCursor _known;
    private readonly long _first;
    private long _missing;

    /// <exception cref="BlotterException">A journal has lost its beginning.</exception>
    /// <exception cref="JournalException">A journal cannot be read.</exception>
    public BlotterReplay(JournalReader orders, JournalReader blotter, EngineView? from = null)
    {
        RefuseForgotten(orders);
        RefuseForgotten(blotter);
        View = from ?? new EngineView();
        _first = View.LastSequence;
        _blotter = blotter;
        _commands = new CommandReader(orders, View);
        _known = blotter.OpenCursor(View.BlotterSequence + 1);
    }

    public EngineView View { get; }

    /// <param name="missing">Is given each event that the blotter does not have; null to count them.</param>
    /// <exception cref="BlotterException">The two journals do not belong together.</exception>
    /// <exception cref="JournalException">A journal cannot be read.</exception>
    public void Run(BlotterWriter? missing)
    {
        bool isAhead;
        do
        {
            while (_commands.TryRead(out var command))
                Apply(command, missing);
            isAhead = _missing == 0 && _known.Wait(TimeSpan.Zero);
        }
        while (isAhead && _commands.Wait(TimeSpan.Zero));
        if (isAhead && _known.TryRead(out var extra))
            throw new BlotterException(
                $"{_blotter.Directory}: ahead of the orders: sequence {extra.Sequence}, event {(EventType)extra.Type}, "
                + $"comes from no command; the orders end at {View.LastSequence}. Are these two of one exchange?");
        missing?.Publish();
    }

    /// <summary>As far as a command, and with it; a blotter that has not come so far yet is no fault.</summary>
    public void RunTo(long sequence, CancellationToken stopping = default)
    {
        while (View.LastSequence < sequence && _commands.TryRead(out var command))
        {
            stopping.ThrowIfCancellationRequested();
            Apply(command, missing: null);
        }
    }

    public void Dispose()
    {
        _commands.Dispose();
        _known.Dispose();
    }

    public ReplayReport Report() => new(
        View.LastSequence - _first, View.BlotterSequence, _missing, View.OpenOrders, View.Time, View.StateHash(),
        Stopwatch.GetElapsedTime(_started))
    {
        AfterSnapshot = _first,
    };

    /// <exception cref="BlotterException">The journal has lost its beginning.</exception>
    public static void RefuseForgotten(JournalReader journal)
    {
        if (journal.FirstSequence > 1)
            throw new BlotterException(
                $"{journal.Directory}: begins with sequence {journal.FirstSequence}: its older segments are missing, and "
                + "without them nobody can say how the exchange stands.");
    }

    private void Apply(JournalRecord command, BlotterWriter? missing)
    {
        View.Apply(command);
        foreach (var record in View.Page)
        {
            if (_missing == 0 && _known.TryRead(out var found))
            {
                Compare(record, found);
                continue;
            }

            _missing++;
            missing?.Append(record);
        }
    }

    private void Compare(BlotterRecord record, JournalRecord found)
    {
        var difference =
            found.Type != (ushort)record.Type ? $"is {(EventType)found.Type}, and must be {record.Type}"
            : found.Version != CommandHeader.LayoutVersion ? $"has layout {found.Version}, and must have 1"
            : found.Time != record.Header.Time.Nanoseconds
                ? $"is of {new Timestamp(found.Time)}, and must be of {record.Header.Time}"
            : found.Payload.CommonPrefixLength(record.Bytes) is var same && same < record.Bytes.Length
                || found.Payload.Length != record.Bytes.Length ? $"differs at byte {same} of {record.Bytes.Length}"
            : null;
        if (difference is not null)
            throw new BlotterException(
                $"{_blotter.Directory}: sequence {found.Sequence} {difference}: event {record.Header.Index} "
                + $"({record.Type}) of command {record.Header.Sequence}.");
    }
}
