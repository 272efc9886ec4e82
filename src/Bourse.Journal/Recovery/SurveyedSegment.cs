namespace Bourse.Journal;

/// <summary>
/// What was found in one segment's file. A blank one begins with zeros: its header never reached the disk, and so
/// nothing in it was promised.
/// </summary>
internal sealed record SurveyedSegment(
    string Path, long FirstSequence, SegmentHeader Header, int Watermark, ScanResult Scan, bool IsTrusted, bool IsBlank)
{
    public bool IsSealed => Scan.End == ScanEnd.Sealed;

    /// <summary>Whether the seal was synced, which happens only once a successor is on disk.</summary>
    public bool IsSealPromised => IsSealed && Watermark >= Scan.Offset + Seal.Bytes;

    /// <summary>
    /// Whether a place in the file lies where bytes were promised. A damaged watermark promises nothing.
    /// </summary>
    public bool IsPromised(int offset) => offset < Watermark;
}
