namespace Bourse.Journal;

/// <summary>The state of a journal and the reason for it. Any thread.</summary>
internal sealed class JournalCondition
{
    private readonly Lock _gate = new();
    private JournalState _state;
    private string? _reason;

    public JournalState State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    /// <summary>Why the journal is not writable; null when it is.</summary>
    public string? Reason
    {
        get
        {
            lock (_gate)
                return _reason;
        }
    }

    public void Become(JournalState state, string? reason)
    {
        lock (_gate)
        {
            _state = state;
            _reason = reason;
        }
    }
}
