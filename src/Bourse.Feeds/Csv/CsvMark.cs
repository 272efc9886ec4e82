namespace Bourse.Feeds.Csv;

/// <summary>A column whose texts mark a row.</summary>
/// <param name="Values">The texts that do; compared byte by byte.</param>
public sealed record CsvMark(CsvColumn Column, IReadOnlyList<string> Values);
