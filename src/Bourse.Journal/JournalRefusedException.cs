namespace Bourse.Journal;

/// <summary>
/// The files of a folder do not make up one journal that this program can read: a segment is missing, renamed,
/// duplicated, foreign, of the wrong size or of a newer format. Nothing on disk was changed.
/// </summary>
public sealed class JournalRefusedException(string file, string message) : JournalException($"{file}: {message}")
{
    public string File { get; } = file;
}
