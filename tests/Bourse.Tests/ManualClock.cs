namespace Bourse.Tests;

/// <summary>A clock that stands still until it is put forward; its timers ring when their time has come.</summary>
internal sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Puts the clock forward, all at once, and rings what is due.</summary>
    public void Advance(TimeSpan time)
    {
        List<Timer> due;
        lock (_lock)
        {
            _now += time;
            due = _timers.FindAll(timer => timer.Due <= _now);
            _timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Ring());
    }

    /// <summary>Goes forward from timer to timer until that time, waiting before each for someone to sleep.</summary>
    public void AdvanceInSteps(DateTimeOffset until)
    {
        for (var next = WaitForSleeper(); next <= until; next = WaitForSleeper())
            Advance(next - GetUtcNow());
    }

    /// <summary>Goes forward from timer to timer until a task, which sleeps on them, is done.</summary>
    public void AdvanceWhileRunning(Task task)
    {
        var giveUp = DateTime.UtcNow + Patience;
        while (!task.IsCompleted)
        {
            if (DateTime.UtcNow > giveUp)
                throw new TimeoutException("The task does not end.");
            if (EarliestDue() is { } due)
                Advance(due - GetUtcNow());
            else
                Thread.Yield();
        }
    }

    /// <summary>Waits until someone sleeps on a timer; returns when it is due.</summary>
    public DateTimeOffset WaitForSleeper()
    {
        DateTimeOffset? due = null;
        SpinWait.SpinUntil(() => (due = EarliestDue()) is not null, Patience);
        return due ?? throw new TimeoutException("Nobody waits for this clock.");
    }

    private DateTimeOffset? EarliestDue()
    {
        lock (_lock)
            return _timers.Count == 0 ? null : _timers.Min(timer => timer.Due);
    }

    private sealed class Timer(ManualClock clock, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._now + dueTime;
                clock._timers.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
