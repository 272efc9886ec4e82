namespace Bourse.Feeds.Csv;

/// <summary>What a row of an archive is.</summary>
public enum CsvKind
{
    Trades,
    Quotes,
}
