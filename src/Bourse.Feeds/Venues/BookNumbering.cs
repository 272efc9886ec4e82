namespace Bourse.Feeds.Venues;

/// <summary>How a venue's book deltas tell that one is missing.</summary>
internal enum BookNumbering
{
    /// <summary>Not at all, or by checksum only.</summary>
    None,

    /// <summary>The first number of a delta is the last one of the delta before plus one.</summary>
    Contiguous,

    /// <summary>Each delta names the last number of the delta before.</summary>
    Chained,
}
