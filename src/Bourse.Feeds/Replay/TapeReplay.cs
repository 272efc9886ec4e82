using Bourse.Journal;

namespace Bourse.Feeds.Replay;

/// <summary>
/// Reads a range of a tape again, in the tape's order, as fast as it was written, a multiple of that, or flat out.
/// Definitions come first and without waiting, those from before the range too. One thread.
/// </summary>
public sealed class TapeReplay : IDisposable
{
    private readonly ReplayRange _range;
    private readonly ReplayPace _pace;

    /// <exception cref="FeedException">The range ends before it begins, or begins with what was deleted.</exception>
    public TapeReplay(JournalReader tape, ReplayOptions options, TimeProvider clock)
    {
        _range = new ReplayRange(tape, options);
        _pace = new ReplayPace(options.Speed, clock);
    }

    /// <summary>Records of the range given so far, without definitions.</summary>
    public long Count { get; private set; }

    /// <summary>Gives the next record when its time has come, valid until the next call; false at the end.</summary>
    /// <exception cref="OperationCanceledException">It was stopped while it waited.</exception>
    public bool TryRead(out JournalRecord record, CancellationToken stopping)
    {
        if (!_range.TryRead(out record))
            return false;
        if (ReplayRange.IsDefinition(record))
            return true;
        Count++;
        _pace.WaitFor(_range.TimeOf(record), stopping);
        return true;
    }

    public void Dispose() => _range.Dispose();
}
