using System.Globalization;

namespace Bourse.Journal;

/// <summary>The names of a journal's files: the first sequence in 20 digits.</summary>
internal static class SegmentName
{
    public const string SegmentEnding = ".seg";
    public const string IndexEnding = ".idx";
    public const string UnfinishedEnding = ".new";
    public const string SpareEnding = ".spare";
    public const string OverflowName = "overflow" + SpareEnding;
    private const int Digits = 20;

    public static string Segment(string directory, long firstSequence) =>
        Path.Combine(directory, Stem(firstSequence) + SegmentEnding);

    public static string Index(string directory, long firstSequence) =>
        Path.Combine(directory, Stem(firstSequence) + IndexEnding);

    /// <summary>
    /// The name of a file that waits for its place; no two that wait at once may have the same number.
    /// </summary>
    public static string Spare(string directory, long number) =>
        Path.Combine(directory, "next-" + number.ToString(CultureInfo.InvariantCulture) + SpareEnding);

    /// <summary>The first sequence that a file is named after; false when it is not such a name.</summary>
    public static bool TryParse(string name, out long firstSequence)
    {
        firstSequence = 0;
        var stem = Path.GetFileNameWithoutExtension(name.AsSpan());
        return stem.Length == Digits
            && long.TryParse(stem, NumberStyles.None, CultureInfo.InvariantCulture, out firstSequence)
            && firstSequence >= 1;
    }

    /// <summary>The first sequences of the segments of a folder, ascending; refuses a name that is none.</summary>
    public static List<long> ListFirsts(IJournalFiles files, string directory, string ending = SegmentEnding)
    {
        var firsts = new List<long>();
        foreach (var name in files.List(directory, ending))
        {
            if (!TryParse(name, out var first))
                throw new JournalRefusedException(
                    Path.Combine(directory, name), "a segment is named by its first sequence in 20 digits");
            firsts.Add(first);
        }
        return firsts;
    }

    private static string Stem(long firstSequence) => firstSequence.ToString("D20", CultureInfo.InvariantCulture);
}
