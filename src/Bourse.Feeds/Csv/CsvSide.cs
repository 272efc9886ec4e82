namespace Bourse.Feeds.Csv;

/// <summary>The column that says which side took, and its texts for each; any other text is unknown.</summary>
public sealed record CsvSide(CsvColumn Column, IReadOnlyList<string> Buy, IReadOnlyList<string> Sell);
