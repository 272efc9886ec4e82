namespace Bourse.Journal;

/// <summary>What is wrong with the bytes at a place where a record should be.</summary>
internal enum RecordFault
{
    None,
    Empty,
    Length,
    Checksum,
    Sequence,
    Time,
    Reserved,
    Seal,
}
