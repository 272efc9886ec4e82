namespace Bourse.Records;

/// <summary>How far a reader of a journal has come in the database, for whoever waits for it. Any thread.</summary>
public sealed class ReaderProgress
{
    private readonly Lock _lock = new();
    private long _sequence = -1;
    private TaskCompletionSource _moved = NewMove();

    /// <summary>The last sequence that is in the records; -1 while the database has not said it.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>True once the records have a sequence; false when the time is over before.</summary>
    public async Task<bool> WaitForAsync(long sequence, TimeSpan timeout, CancellationToken stopping)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        time.CancelAfter(timeout);
        try
        {
            while (Sequence < sequence)
                await NextMove(sequence).WaitAsync(time.Token);
            return true;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Says that everything up to a sequence is in the database. One thread.</summary>
    public void Reach(long sequence)
    {
        TaskCompletionSource moved;
        lock (_lock)
        {
            Volatile.Write(ref _sequence, sequence);
            (moved, _moved) = (_moved, NewMove());
        }

        moved.SetResult();
    }

    private static TaskCompletionSource NewMove() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task NextMove(long sequence)
    {
        lock (_lock)
            return _sequence >= sequence ? Task.CompletedTask : _moved.Task;
    }
}
