using System.Runtime.InteropServices;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Cancels what clients wanted cancelled when their connections end: at once, or after a time in which they have not come
/// back. An orderly stop is an end too; a killed program cancels nothing. Any thread.
/// </summary>
public sealed class DisconnectDesk(
    Engine.Engine exchange, AuditTrail? audit, WebSocketLimits limits, PrivateCounters counters, ILogger log)
{
    private const string Action = "cancelOnDisconnect";

    private static readonly TimeSpan RetryFirst = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RetryMax = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<CancelPromise> _armed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<CancelPromise, CancellationTokenSource> _waiting = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Task> _running = [];
    private bool _isStopped;

    /// <summary>Cancels all that was to be cancelled, and returns when that is done. Nothing is taken afterwards.</summary>
    public async Task StopAsync()
    {
        lock (_lock)
        {
            _isStopped = true;
            foreach (var promise in _armed)
                Start(() => CancelAsync(promise));
            _armed.Clear();
            foreach (var waiting in _waiting.Values.ToList())
                waiting.Cancel();
        }

        await Task.WhenAll(Running()).ConfigureAwait(false);
    }

    /// <summary>A client that has joined wants that; whoever of its key was waited for is back.</summary>
    internal void Arm(CancelPromise promise)
    {
        Return(promise);
        lock (_lock)
            if (!_isStopped)
                _armed.Add(promise);
    }

    /// <summary>A client has come back, and no longer wants it or wants something else.</summary>
    internal void Return(CancelPromise promise)
    {
        lock (_lock)
            foreach (var same in _waiting.Keys.Where(promise.IsSameAs).ToList())
                if (_waiting.Remove(same, out var waiting))
                    waiting.Cancel();
    }

    /// <summary>A client has left properly.</summary>
    internal void Disarm(CancelPromise promise)
    {
        lock (_lock)
            _armed.Remove(promise);
    }

    /// <summary>A client's connection has ended.</summary>
    internal void Lost(CancelPromise promise)
    {
        lock (_lock)
        {
            if (!_armed.Remove(promise))
                return;
            if (promise.Grace == TimeSpan.Zero)
            {
                Start(() => CancelAsync(promise));
            }
            else if (!_armed.Any(promise.IsSameAs))
            {
                var waiting = new CancellationTokenSource();
                _waiting[promise] = waiting;
                Start(() => WaitAsync(promise, waiting));
            }
        }
    }

    private Task[] Running()
    {
        lock (_lock)
            return [.. _running];
    }

    private void Start(Func<Task> run)
    {
        _running.RemoveWhere(done => done.IsCompleted);
        _running.Add(Task.Run(run));
    }

    private async Task WaitAsync(CancelPromise promise, CancellationTokenSource waiting)
    {
        using var stopping = waiting;
        await Task.Delay(promise.Grace, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bool isStillAway;
        lock (_lock)
            isStillAway = _waiting.Remove(promise);
        if (isStillAway)
            await CancelAsync(promise).ConfigureAwait(false);
    }

    private async Task CancelAsync(CancelPromise promise)
    {
        var since = TimeProvider.System.GetTimestamp();
        var answer = await SubmitAsync(promise).ConfigureAwait(false);
        for (var pause = RetryFirst; MayRetry(answer, since); pause = pause * 2 < RetryMax ? pause * 2 : RetryMax)
        {
            await Task.Delay(pause).ConfigureAwait(false);
            answer = await SubmitAsync(promise).ConfigureAwait(false);
        }

        counters.Cancelled();
        if (answer.Outcome != Outcome.Accepted)
        {
            counters.FailedToCancel();
            log.LogError(
                "The orders of {Account} were not cancelled although {User}'s connection has ended: {Outcome} {Reason}",
                promise.Name, promise.Caller.User, answer.Outcome, answer.Reason);
        }

        Note(promise, answer);
    }

    private bool MayRetry(in Answer answer, long since) => answer.Outcome is not (Outcome.Accepted or Outcome.Stopping)
        && TimeProvider.System.GetElapsedTime(since).TotalSeconds < limits.CancelSecondsMax;

    private ValueTask<Answer> SubmitAsync(CancelPromise promise)
    {
        var command = new MassCancel
        {
            Account = promise.Account, Session = promise.Caller.Session, DaysOnly = (byte)(promise.DaysOnly ? 1 : 0),
        };
        return exchange.Submit(CommandType.MassCancel, MemoryMarshal.AsBytes(new ReadOnlySpan<MassCancel>(in command)));
    }

    private void Note(CancelPromise promise, in Answer answer)
    {
        var isDone = answer.Outcome == Outcome.Accepted;
        try
        {
            audit?.Append(new AuditEntry(
                promise.Caller.User, promise.Caller.Key, promise.Address, "", Action, promise.Name,
                isDone ? StatusCodes.Status202Accepted : StatusCodes.Status503ServiceUnavailable, answer.Sequence,
                $"{{\"session\":{promise.Caller.Session},\"days_only\":{(promise.DaysOnly ? "true" : "false")}}}"));
        }
        catch (JournalReadOnlyException fault)
        {
            log.LogError("What was cancelled for {Account} is not in the audit trail: {Fault}", promise.Name, fault.Message);
        }
    }
}
