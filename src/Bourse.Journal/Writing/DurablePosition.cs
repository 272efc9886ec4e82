namespace Bourse.Journal;

/// <summary>How far a journal is durable, and those who wait for it to be further. Any thread.</summary>
internal sealed class DurablePosition(long sequence)
{
    /// <summary>The most unfinished asynchronous waits; one more is refused.</summary>
    public const int AsyncWaitsMax = 65_536;

    private readonly object _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waits = new();
    private Action<long>? _advanced;
    private JournalReadOnlyException? _failure;
    private long _sequence = sequence;

    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Has every later advance reported, on the thread that made it.</summary>
    public void OnAdvance(Action<long> advanced)
    {
        lock (_gate)
            _advanced += advanced;
    }

    public void Advance(long sequence)
    {
        Action<long>? advanced;
        lock (_gate)
        {
            if (sequence <= _sequence)
                return;
            Volatile.Write(ref _sequence, sequence);
            advanced = _advanced;
            Monitor.PulseAll(_gate);
            while (_waits.TryPeek(out var wait, out var wanted) && wanted <= sequence)
            {
                _waits.Dequeue();
                wait.TrySetResult();
            }
        }
        advanced?.Invoke(sequence);
    }

    /// <summary>Nothing more becomes durable: every wait for more fails with this.</summary>
    public void Fail(JournalReadOnlyException failure)
    {
        lock (_gate)
        {
            _failure ??= failure;
            Monitor.PulseAll(_gate);
            while (_waits.TryDequeue(out var wait, out _))
                wait.TrySetException(failure);
        }
    }

    public void Wait(long sequence, CancellationToken stopping)
    {
        if (Sequence >= sequence)
            return;
        using var registration = stopping.UnsafeRegister(static position => ((DurablePosition)position!).Wake(), this);
        lock (_gate)
        {
            while (_sequence < sequence)
            {
                ThrowIfFailed();
                stopping.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }
        }
    }

    public Task WaitAsync(long sequence, CancellationToken stopping)
    {
        lock (_gate)
        {
            if (_sequence >= sequence)
                return Task.CompletedTask;
            if (_failure is not null)
                return Task.FromException(new JournalReadOnlyException(_failure.Message, _failure));
            if (_waits.Count == AsyncWaitsMax)
                throw new InvalidOperationException($"{AsyncWaitsMax} waits for durability are already pending.");
            var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waits.Enqueue(wait, sequence);
            return wait.Task.WaitAsync(stopping);
        }
    }

    private void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
            throw new JournalReadOnlyException(_failure.Message, _failure);
    }
}
