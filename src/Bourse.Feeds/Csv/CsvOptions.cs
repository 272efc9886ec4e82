using System.ComponentModel.DataAnnotations;

namespace Bourse.Feeds.Csv;

/// <summary>How archives are loaded.</summary>
public sealed record CsvOptions
{
    /// <summary>How much of each file is read at once, in KiB.</summary>
    [Range(64, 65_536)]
    public int BlockKilobytes { get; init; } = 256;

    /// <summary>A longer row is a bad row.</summary>
    [Range(256, 32_768)]
    public int LineBytesMax { get; init; } = 4_096;

    /// <summary>A file with more bad rows than this is given up.</summary>
    [Range(0, 1_000_000)]
    public int BadRowsMax { get; init; } = 10_000;

    /// <summary>How many files one feed may load side by side.</summary>
    [Range(1, 4_096)]
    public int FilesMax { get; init; } = 256;

    /// <summary>Files loaded whenever the program starts; what is on the tape already is passed over.</summary>
    public IReadOnlyList<CsvFile> Files { get; init; } = [];
}
