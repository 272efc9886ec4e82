namespace Bourse.Feeds.Venues;

/// <summary>What became of a change of a book.</summary>
internal enum BookVerdict
{
    /// <summary>It is in the book, which is right as far as can be told.</summary>
    Applied,

    /// <summary>The book had it already, or waits for a snapshot that will have it.</summary>
    Passed,

    /// <summary>Kept until the snapshot is there.</summary>
    Held,

    /// <summary>A change before it is missing.</summary>
    Gap,

    /// <summary>The book is not what the venue says it is.</summary>
    Wrong,

    /// <summary>More came than may be kept; what was kept has been let go.</summary>
    Overrun,

    /// <summary>A snapshot that is older than what is needed: another must be asked for.</summary>
    TooOld,
}
