using System.Diagnostics;
using Bourse.Journal;

namespace Bourse.Engine;

/// <summary>
/// Writes snapshots beside the exchange at work, which never waits for it: a second exchange is made of the newest
/// snapshot, carries out what is durable of the orders since, is compared with the blotter on its way, is written, and
/// is given up. One thread; what it says of itself, any.
/// </summary>
public sealed class SnapshotKeeper
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly SnapshotOptions _options;
    private readonly SnapshotFolder _folder;
    private readonly JournalWriter _orders;
    private readonly JournalReader _blotter;
    private readonly TimeProvider _clock;
    private SnapshotReport _last;
    private string? _trouble;
    private DateTimeOffset _lookedAt;

    internal SnapshotKeeper(
        SnapshotOptions options, SnapshotFolder folder, JournalWriter orders, JournalReader blotter,
        TimeProvider clock)
    {
        (_options, _folder, _orders, _blotter, _clock) = (options, folder, orders, blotter, clock);
        _last = Known(folder);
        _lookedAt = clock.GetUtcNow();
    }

    /// <summary>The newest snapshot; sequence 0 when there is none. Any thread.</summary>
    public SnapshotReport Last => Volatile.Read(ref _last);

    /// <summary>Why the last one could not be written; null when it was. Any thread.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <summary>Writes one when it is time for the next. After a failure it is tried again a minute later.</summary>
    public void WriteIfDue(CancellationToken stopping)
    {
        var commands = _orders.DurableSequence - Last.Sequence;
        var waited = _clock.GetUtcNow() - _lookedAt;
        var isDue = (_options.EveryCommands > 0 && commands >= _options.EveryCommands
                && (Trouble is null || waited >= RetryAfter))
            || (_options.EveryMinutes > 0 && commands > 0 && waited >= TimeSpan.FromMinutes(_options.EveryMinutes));
        if (!isDue)
            return;
        _lookedAt = _clock.GetUtcNow();
        TryWrite(stateHash: null, stopping);
    }

    /// <summary>Writes the exchange as it is after the last durable command, if there is none of that.</summary>
    /// <param name="stateHash">What it must come to; null when nobody knows.</param>
    /// <returns>False when it could not be written; <see cref="Trouble"/> says why.</returns>
    public bool TryWrite(ulong? stateHash, CancellationToken stopping)
    {
        try
        {
            if (_orders.DurableSequence > Last.Sequence)
                Volatile.Write(ref _last, Write(_orders.DurableSequence, stateHash, stopping));
            Volatile.Write(ref _trouble, null);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault)
        {
            // Whatever it is, want of memory for a second exchange included, it must not end the one at work.
            Volatile.Write(ref _trouble, $"No snapshot could be written: {fault.Message}");
            return false;
        }
    }

    private SnapshotReport Write(long sequence, ulong? stateHash, CancellationToken stopping)
    {
        var started = Stopwatch.GetTimestamp();
        var view = new SnapshotStart(_folder, _orders.Reader, _blotter).Find(sequence);
        using (var replay = new BlotterReplay(_orders.Reader, _blotter, view))
            replay.RunTo(sequence, stopping);
        if (stateHash is { } expected && view.StateHash() != expected)
            throw new BlotterException(
                $"After command {sequence} the exchange at work is not what its orders make: its hash is "
                + $"{expected:x16}, theirs {view.StateHash():x16}.");
        var path = _folder.Write(
            view.State, SnapshotStamp.Of(view, _orders.Reader, _blotter), _options.Kept);
        return new SnapshotReport(
            sequence, view.Time, _clock.GetUtcNow(), new FileInfo(path).Length, Stopwatch.GetElapsedTime(started));
    }

    private static SnapshotReport Known(SnapshotFolder folder)
    {
        if (folder.Newest() is not [var newest, ..])
            return new SnapshotReport(0, default, default, 0, default);
        var (stamp, file) = (SnapshotFolder.ReadStamp(newest), new FileInfo(newest));
        return new SnapshotReport(stamp.Sequence, stamp.Time, file.LastWriteTimeUtc, file.Length, default);
    }
}
