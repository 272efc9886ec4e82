namespace Bourse.Records;

/// <summary>
/// How often users and keys have changed: one row. Who changes them adds one first and so makes others wait, and a program
/// that finds a number that it does not know reads users and keys again.
/// </summary>
public sealed class DirectoryVersion
{
    public const int OnlyId = 1;

    public int Id { get; init; }

    public long Number { get; set; }

    /// <summary>The number of the key that was made last; none is ever given twice, since orders keep it.</summary>
    public int LastKey { get; set; }
}
