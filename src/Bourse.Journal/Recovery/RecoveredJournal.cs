namespace Bourse.Journal;

/// <summary>A journal made whole: its older segments' first sequences, and the segment in which to go on.</summary>
internal sealed record RecoveredJournal(
    IReadOnlyList<long> OlderFirsts, Segment Active, ScanResult End, SegmentIndex Index, RecoveryReport Report);
