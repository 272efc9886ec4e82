using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bourse.Records;

/// <summary>Where the books and records are kept.</summary>
public sealed record RecordsOptions
{
    /// <summary>Of a PostgreSQL server: "Host=…;Database=…;Username=…;Password=…". Empty: SQLite in the data directory.</summary>
    [PasswordPropertyText(true)]
    public string PostgreSql { get; init; } = "";

    /// <summary>
    /// Records of the blotter written in one transaction at most: the more, the faster what is far behind catches up; kept in
    /// memory meanwhile (some hundred bytes each). Of the audit it is a tenth of the usual at most.
    /// </summary>
    [Range(1, 1_000_000)]
    public int BatchRecords { get; init; } = 200_000;

    /// <summary>How long to wait before a database that failed is tried again, in milliseconds.</summary>
    [Range(10, 60_000)]
    public int RetryMillis { get; init; } = 500;

    /// <summary>How long one question may take, in seconds.</summary>
    [Range(1, 600)]
    public int QuerySecondsMax { get; init; } = 10;

    /// <summary>
    /// How often it is looked whether another program has changed users or keys in the same database, in seconds.
    /// </summary>
    [Range(1, 3_600)]
    public int DirectorySeconds { get; init; } = 5;
}
