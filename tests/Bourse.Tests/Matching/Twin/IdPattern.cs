namespace Bourse.Tests.Matching;

/// <summary>How the callers of a book number their orders.</summary>
internal enum IdPattern
{
    Sequential,

    /// <summary>Each number once, out of order within a thousand.</summary>
    Shuffled,

    /// <summary>Multiples of a power of two.</summary>
    Strided,
    Random64,

    /// <summary>Numbers with one and the same CRC-32C.</summary>
    Alike,

    /// <summary>A few numbers again and again, also while they rest.</summary>
    Reused,
}
