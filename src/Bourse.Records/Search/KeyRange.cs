namespace Bourse.Records;

/// <summary>The keys between two, neither of them included.</summary>
internal readonly record struct KeyRange(long After, long Before)
{
    /// <summary>What is left of it behind the last row of the page before.</summary>
    public KeyRange Behind(long? cursor, bool isAscending) => (cursor, isAscending) switch
    {
        (null, _) => this,
        ({ } last, true) => this with { After = Math.Max(After, last) },
        ({ } last, false) => this with { Before = Math.Min(Before, last) },
    };
}
