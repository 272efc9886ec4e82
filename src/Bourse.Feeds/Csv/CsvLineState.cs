namespace Bourse.Feeds.Csv;

/// <summary>What reading a line came to.</summary>
internal enum CsvLineState
{
    Line,

    /// <summary>Longer than allowed; only its beginning is given.</summary>
    TooLong,

    /// <summary>The compressed data is damaged or ends early; what was left of the last line is given.</summary>
    CutShort,
    End,
}
