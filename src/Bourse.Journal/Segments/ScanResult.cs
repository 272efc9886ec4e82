namespace Bourse.Journal;

/// <summary>
/// What a scan of a segment found. Offset is that of the end: of the free space, of the seal, or of the damage.
/// The times are those of the first and last record; of the record before the segment when it has none.
/// </summary>
internal readonly record struct ScanResult(
    ScanEnd End, int Offset, Seal Content, uint SealChecksum, RecordFault Fault)
{
    public long LastSequence => Content.LastSequence;
}
