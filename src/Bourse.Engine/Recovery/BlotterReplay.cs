using System.Diagnostics;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>
/// Carries out the orders journal again from its beginning, and compares each event with the blotter's, byte for byte.
/// Both may be written to meanwhile: what is on the blotter has its command in the orders before it.
/// </summary>
internal sealed class BlotterReplay(JournalReader orders, JournalReader blotter)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _commands;
    private long _missing;

    public EngineView View { get; } = new();

    /// <param name="missing">Is given each event that the blotter does not have; null to count them.</param>
    /// <exception cref="BlotterException">The two journals do not belong together.</exception>
    /// <exception cref="JournalException">A journal cannot be read.</exception>
    public void Run(BlotterWriter? missing)
    {
        RefuseForgotten(orders);
        RefuseForgotten(blotter);
        using var commands = orders.OpenCursor(1);
        using var known = blotter.OpenCursor(1);
        bool isAhead;
        do
        {
            while (commands.TryRead(out var command))
                Apply(command, known, missing);
            isAhead = _missing == 0 && known.Wait(TimeSpan.Zero);
        }
        while (isAhead && commands.Wait(TimeSpan.Zero));
        if (isAhead && known.TryRead(out var extra))
            throw new BlotterException(
                $"{blotter.Directory}: ahead of the orders: sequence {extra.Sequence}, event {(EventType)extra.Type}, "
                + $"comes from no command; the orders end at {View.LastSequence}. Are these two of one exchange?");
        missing?.Publish();
    }

    public ReplayReport Report() => new(
        _commands, View.BlotterSequence, _missing, View.OpenOrders, View.Time, View.StateHash(),
        Stopwatch.GetElapsedTime(_started));

    /// <exception cref="BlotterException">The journal has lost its beginning.</exception>
    public static void RefuseForgotten(JournalReader journal)
    {
        if (journal.FirstSequence > 1)
            throw new BlotterException(
                $"{journal.Directory}: begins with sequence {journal.FirstSequence}: its older segments are missing, and "
                + "without them nobody can say how the exchange stands.");
    }

    private void Apply(JournalRecord command, JournalCursor known, BlotterWriter? missing)
    {
        View.Apply(command);
        _commands++;
        foreach (var record in View.Page)
        {
            if (_missing == 0 && known.TryRead(out var found))
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
                $"{blotter.Directory}: sequence {found.Sequence} {difference}: event {record.Header.Index} "
                + $"({record.Type}) of command {record.Header.Sequence}.");
    }
}
