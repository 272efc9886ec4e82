namespace Bourse.Journal;

/// <summary>
/// Finds the place of a sequence or of a time: by segment, then by index, then from record to record.
/// </summary>
internal static unsafe class CursorSeek
{
    /// <summary>The place before a sequence, which may be the next to be written; null when it is not there.</summary>
    public static CursorPlace? ToSequence(SegmentCatalog catalog, long sequence)
    {
        var segment = catalog.PinHolding(sequence);
        if (segment is null)
            return sequence == 1 ? new CursorPlace(null, 0, 1) : null;
        var isFound = false;
        try
        {
            var start = Start(segment, catalog.IndexOf(segment)?.AtOrBefore(sequence));
            var place = Hop(catalog, start, record => *(long*)(record + RecordLayout.Sequence) >= sequence);
            isFound = place.NextSequence == sequence;
            return isFound ? place : null;
        }
        finally
        {
            if (!isFound)
                catalog.Unpin(segment);
        }
    }

    /// <summary>The place before the first record at or after a time, or before the end when there is none.</summary>
    public static CursorPlace ToTime(SegmentCatalog catalog, long time)
    {
        var firsts = catalog.Firsts();
        var (low, high) = (0, firsts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (BeginsBefore(catalog, firsts[middle], time))
                low = middle + 1;
            else
                high = middle;
        }
        var segment = catalog.PinHolding(firsts.Length == 0 ? 1 : firsts[Math.Max(0, low - 1)]);
        if (segment is null)
            return new CursorPlace(null, 0, 1);
        var isFound = false;
        try
        {
            var start = Start(segment, catalog.IndexOf(segment)?.Before(time));
            var place = Hop(catalog, start, record => *(long*)(record + RecordLayout.Time) >= time);
            isFound = true;
            return place;
        }
        finally
        {
            if (!isFound)
                catalog.Unpin(segment);
        }
    }

    private static bool BeginsBefore(SegmentCatalog catalog, long firstSequence, long time)
    {
        if (catalog.PinAt(firstSequence) is not { } segment)
            return true;
        var isEmpty = Volatile.Read(ref *(uint*)(segment.Start + SegmentHeader.RecordsAt)) == 0;
        var firstTime = *(long*)(segment.Start + SegmentHeader.RecordsAt + RecordLayout.Time);
        catalog.Unpin(segment);
        return !isEmpty && firstTime < time;
    }

    private static CursorPlace Start(Segment segment, IndexEntry? entry) => entry is { } known
        ? new CursorPlace(segment, checked((int)known.Offset), known.Sequence)
        : new CursorPlace(segment, SegmentHeader.RecordsAt, segment.FirstSequence);

    private static CursorPlace Hop(SegmentCatalog catalog, CursorPlace from, RecordTest isReached)
    {
        var segment = from.Segment!;
        var (offset, sequence) = (from.Offset, from.NextSequence);
        while (true)
        {
            var record = segment.Start + offset;
            var length = offset > segment.Bytes - RecordLayout.HeaderBytes ? 0 : Volatile.Read(ref *(uint*)record);
            if (length == 0 || *(ushort*)(record + RecordLayout.Type) == RecordLayout.SealType)
                return new CursorPlace(segment, offset, sequence);
            var isRecord = length >= RecordLayout.HeaderBytes && length <= (uint)(segment.Bytes - offset)
                && *(long*)(record + RecordLayout.Sequence) == sequence;
            if (!isRecord)
                return Torn(catalog, segment, offset, sequence);
            if (isReached(record))
                return new CursorPlace(segment, offset, sequence);
            offset += RecordLayout.Padded((int)length);
            sequence++;
        }
    }

    // In the last segment this is the end that a dead writer left; before it, it is damage.
    private static CursorPlace Torn(SegmentCatalog catalog, Segment segment, int offset, long sequence)
    {
        if (!catalog.HasLater(segment))
            return new CursorPlace(segment, offset, sequence);
        var watermark = Watermark.Read(segment.Start);
        throw new JournalCorruptException(
            segment.Path, offset, sequence, watermark >= 0 && offset >= watermark,
            segment.Describe(segment.Check(offset, sequence), offset));
    }

    private delegate bool RecordTest(byte* record);
}
