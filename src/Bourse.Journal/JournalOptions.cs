namespace Bourse.Journal;

/// <summary>The settings of one journal.</summary>
public sealed record JournalOptions
{
    public const int SegmentBytesMin = 4096;
    public const int SegmentBytesMax = 1 << 30;
    public const int PageBytes = 4096;
    public const int FlushMillisMax = 10_000;
    public const int RetryMillisMax = 60_000;
    public const int OverflowSegmentsLimit = 1024;
    public const int RetainDaysMax = 36_500;

    /// <summary>The folder of the journal's files; made when it is missing. One journal a folder.</summary>
    public string Directory { get; init; } = "data/journal";

    /// <summary>The name in messages; by default the last part of <see cref="Directory"/>.</summary>
    public string? Name { get; init; }

    /// <summary>The size of a new segment, a multiple of 4,096 from 4 KiB to 1 GiB. Old segments keep theirs.</summary>
    public int SegmentBytes { get; init; } = 64 << 20;

    public Durability Durability { get; init; } = Durability.Interval;

    /// <summary>The time between two group commits of <see cref="Durability.Interval"/>, 1 to 10,000.</summary>
    public int FlushMillis { get; init; } = 5;

    /// <summary>How often a full disk is tried again, 1 to 60,000.</summary>
    public int RetryMillis { get; init; } = 1_000;

    /// <summary>
    /// How many segments are kept in memory while the disk refuses, 0 to 1,024. 0 refuses records at once, and is
    /// the only value allowed with <see cref="Durability.Each"/>, which could not acknowledge them.
    /// </summary>
    public int OverflowSegmentsMax { get; init; }

    /// <summary>Retention deletes the oldest segments beyond this many bytes of files; 0 keeps all.</summary>
    public long RetainBytes { get; init; }

    /// <summary>Retention deletes segments whose last record is older than this; 0 keeps all.</summary>
    public int RetainDays { get; init; }

    /// <summary>How readers opened with this journal's settings wait.</summary>
    public WaitStrategy WaitStrategy { get; init; } = WaitStrategy.Block;

    /// <summary>
    /// The journal has no threads of its own: what they would do is done when <see cref="JournalWriter.Flush"/> and
    /// <see cref="JournalWriter.Stage"/> are called, so that a simulation decides when. Nobody may wait for the disk.
    /// </summary>
    internal bool IsDriven { get; init; }

    internal string DisplayName => Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Directory));

    /// <summary>Every fault of these settings, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(Directory))
            faults.Add($"{nameof(Directory)} is empty.");
        CheckRange(faults, nameof(SegmentBytes), SegmentBytes, SegmentBytesMin, SegmentBytesMax);
        if (SegmentBytes % PageBytes != 0)
            faults.Add($"{nameof(SegmentBytes)} is {SegmentBytes}, which is not a multiple of {PageBytes}.");
        CheckRange(faults, nameof(FlushMillis), FlushMillis, 1, FlushMillisMax);
        CheckRange(faults, nameof(RetryMillis), RetryMillis, 1, RetryMillisMax);
        CheckRange(faults, nameof(OverflowSegmentsMax), OverflowSegmentsMax, 0, OverflowSegmentsLimit);
        CheckRange(faults, nameof(RetainBytes), RetainBytes, 0, long.MaxValue);
        CheckRange(faults, nameof(RetainDays), RetainDays, 0, RetainDaysMax);
        if (!Enum.IsDefined(Durability))
            faults.Add($"{nameof(Durability)} is {(int)Durability}, which is not a level.");
        if (!Enum.IsDefined(WaitStrategy))
            faults.Add($"{nameof(WaitStrategy)} is {(int)WaitStrategy}, which is not a strategy.");
        if (Durability == Durability.Each && OverflowSegmentsMax > 0)
            faults.Add($"{nameof(OverflowSegmentsMax)} is above 0 with {nameof(Durability)} Each, "
                + "which could never acknowledge a record held in memory.");
        return faults;
    }

    internal void Validate()
    {
        var faults = Faults();
        if (faults.Count > 0)
            throw new ArgumentException($"Journal {DisplayName}: {string.Join(' ', faults)}");
    }

    private static void CheckRange(List<string> faults, string name, long value, long least, long most)
    {
        if (value < least || value > most)
            faults.Add($"{name} is {value}, outside {least} to {most}.");
    }
}
