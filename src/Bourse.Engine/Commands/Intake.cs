using Bourse.Exchange;
using Bourse.Journal;

namespace Bourse.Engine;

/// <summary>
/// Where commands are handed in and wait for the engine's thread: a bounded number, each with a place for its answer that
/// is used again. Any thread hands in, one takes.
/// </summary>
internal sealed class Intake(int commandsMax, Action wake)
{
    private readonly SubmissionQueue _queue = new(commandsMax);
    private readonly SubmissionQueue _free = new(commandsMax);
    private int _made;
    private bool _isClosed;
    private long _turnedAway;

    /// <summary>Nothing is carried out any more.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed);

    public bool IsEmpty => _queue.IsEmpty;

    /// <summary>Commands that wait to be taken.</summary>
    public long Waiting => _queue.Count;

    public CommandCounts Counts { get; } = new();

    /// <summary>In which traces commands were handed in.</summary>
    public SequenceTraces Traces { get; } = new();

    /// <summary>Commands turned away without having been taken.</summary>
    public long TurnedAway => Volatile.Read(ref _turnedAway);

    /// <summary>A place for a command, to be filled and handed in; null when it is not taken, and why.</summary>
    /// <exception cref="ArgumentException">The payload is longer than any command's.</exception>
    public Submission? Prepare(CommandType type, ReadOnlySpan<byte> payload, bool isReadOnly, out Outcome refusal)
    {
        if (payload.Length > Submission.PayloadBytesMax || (ushort)type == ushort.MaxValue)
            throw new ArgumentException($"No command is of type {type} with {payload.Length} bytes.", nameof(payload));
        refusal = isReadOnly ? Outcome.ReadOnly : IsClosed ? Outcome.Stopping : Outcome.Full;
        var submission = refusal == Outcome.Full ? TakeFree() : null;
        if (submission is null)
            Interlocked.Increment(ref _turnedAway);
        return submission;
    }

    /// <summary>Puts it where the engine takes it; where nothing is taken any more it is turned away.</summary>
    public void HandIn(Submission submission)
    {
        _queue.TryAdd(submission);
        wake();
        if (IsClosed)
            TurnAwayAll(Outcome.Stopping);
    }

    /// <summary>The next command; null when none waits.</summary>
    public Submission? TryTake()
    {
        var submission = _queue.TryTake();
        submission?.Trace?.Take();
        return submission;
    }

    /// <summary>From now on whoever hands in takes it back himself.</summary>
    public void Close()
    {
        Volatile.Write(ref _isClosed, true);
        Interlocked.MemoryBarrier();
    }

    public void TurnAway(Submission submission, Outcome outcome)
    {
        Interlocked.Increment(ref _turnedAway);
        submission.Answer = new Answer(outcome);
        submission.Complete();
    }

    public bool TurnAwayAll(Outcome outcome)
    {
        var count = 0;
        for (; _queue.TryTake() is { } submission; count++)
            TurnAway(submission, outcome);
        return count > 0;
    }

    private Submission? TakeFree()
    {
        if (_free.TryTake() is { } submission)
            return submission;
        if (Volatile.Read(ref _made) >= commandsMax || Interlocked.Increment(ref _made) > commandsMax)
            return null;
        return new Submission(_free, this);
    }
}
