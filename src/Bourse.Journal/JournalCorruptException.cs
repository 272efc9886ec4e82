namespace Bourse.Journal;

/// <summary>
/// A record is damaged and good ones follow it, or it was promised to be durable. Nothing on disk was changed, and
/// nothing is ever skipped: an operator restores the file, or cuts the journal before the damage.
/// </summary>
public sealed class JournalCorruptException : JournalException
{
    public JournalCorruptException(string file, long offset, long sequence, bool isAboveDurable, string reason)
        : base(Describe(file, offset, sequence, isAboveDurable, reason))
    {
        File = file;
        Offset = offset;
        Sequence = sequence;
        IsAboveDurable = isAboveDurable;
    }

    public string File { get; }

    /// <summary>Where the damaged record begins, in bytes from the start of the file.</summary>
    public long Offset { get; }

    /// <summary>The sequence the damaged record should have.</summary>
    public long Sequence { get; }

    /// <summary>Whether the damage lies above the file's durable watermark, where nothing was promised yet.</summary>
    public bool IsAboveDurable { get; }

    private static string Describe(string file, long offset, long sequence, bool isAboveDurable, string reason)
    {
        var promise = isAboveDurable
            ? $"The damage lies above the durable watermark: cutting the journal after sequence {sequence - 1} "
                + "loses nothing that was promised."
            : "The damage lies below the durable watermark: records that were promised are lost unless the file "
                + "is restored.";
        return $"{file}: corrupt at offset {offset}, sequence {sequence}: {reason}. {promise}";
    }
}
