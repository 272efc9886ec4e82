namespace Bourse.Journal;

/// <summary>A journal cannot do what was asked; the message says why and where.</summary>
public class JournalException : Exception
{
    public JournalException(string message)
        : base(message)
    {
    }

    public JournalException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
