using System.Collections.Concurrent;
using Bourse.Market;
using Bourse.Records;
using Bourse.Ticks;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Gateway.Watching;

/// <summary>
/// Delivers webhooks at least once: the firings that wait are in the records, so that none is forgotten by a kill, and each is
/// tried again after growing waits until it is taken or given up. A host that is slow holds up its own only. One loop.
/// </summary>
public sealed class WebhookQueue : IDisposable
{
    private const int FaultLengthMax = 200;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    private readonly RecordsDatabase _records;
    private readonly WebhookSender _sender;
    private readonly AlertOptions _settings;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly ConcurrentDictionary<long, string> _running = new();
    private readonly ConcurrentDictionary<string, int> _runningByHost = new(StringComparer.Ordinal);
    private long _delivered;
    private long _failed;
    private long _givenUp;
    private int _waiting;
    private long? _forgotAt;

    /// <exception cref="GatewayException">A setting of webhooks is no address.</exception>
    public WebhookQueue(
        RecordsDatabase records, WebhookSecrets secrets, TickStore ticks, AlertOptions settings, TimeProvider clock)
    {
        (_records, _settings, _clock) = (records, settings, clock);
        _sender = new WebhookSender(new WebhookTargets(settings.Webhooks), secrets, ticks, settings.Webhooks, clock);
    }

    /// <summary>Posts that were taken, since the start. Any thread.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Attempts that were not. Any thread.</summary>
    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Firings that are tried no more. Any thread.</summary>
    public long GivenUp => Volatile.Read(ref _givenUp);

    /// <summary>Firings that waited when it was looked last. Any thread.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Says that there may be more to send. Quick; any thread.</summary>
    public void Wake()
    {
        try
        {
            if (_news.CurrentCount == 0)
                _news.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else was as quick, and the loop wakes once for both.
        }
    }

    /// <summary>Sends what is due until it is to stop; what is under way then is tried again after the next start.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var running = new HashSet<Task>();
        try
        {
            while (true)
            {
                running.RemoveWhere(done => done.IsCompleted);
                running.UnionWith(await BeginDueAsync(stopping));
                await _news.WaitAsync(LookEvery, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Task.WhenAll(running);
        }
    }

    public void Dispose()
    {
        _sender.Dispose();
        _news.Dispose();
    }

    /// <summary>Begins what is due, as far as there is room; a database that does not answer is asked again later.</summary>
    internal async Task<List<Task>> BeginDueAsync(CancellationToken stopping)
    {
        try
        {
            await ForgetAsync();
            var due = await _records.AskAsync(database => DueAsync(database, stopping));
            return [.. due.Select(firing => SendAsync(firing, stopping))];
        }
        catch (RecordsUnavailableException)
        {
            return [];
        }
    }

    // By address, so that one that has much to take does not stand before the others.
    private async Task<List<AlertFiring>> DueAsync(RecordsContext database, CancellationToken stopping)
    {
        var now = Now();
        var waiting = database.Firings.AsNoTracking().Where(firing => firing.WebhookState == WebhookState.Waiting);
        Volatile.Write(ref _waiting, await waiting.CountAsync(stopping));
        var due = new List<AlertFiring>();
        if (_waiting == 0)
            return due;
        var addresses = await waiting.Where(firing => firing.NextAttempt <= now)
            .Select(firing => firing.Webhook!).Distinct().ToListAsync(stopping);
        foreach (var address in addresses)
        {
            var host = HostOf(address);
            var room = Math.Min(
                _settings.Webhooks.ConcurrentPerHostMax - _runningByHost.GetValueOrDefault(host),
                _settings.Webhooks.ConcurrentMax - _running.Count);
            if (room <= 0)
                continue;
            var running = _running.Keys.ToList();
            var next = await waiting
                .Where(firing => firing.Webhook == address && firing.NextAttempt <= now && !running.Contains(firing.Id))
                .OrderBy(firing => firing.NextAttempt).ThenBy(firing => firing.Id).Take(room).ToListAsync(stopping);
            foreach (var firing in next)
            {
                _running[firing.Id] = host;
                _runningByHost.AddOrUpdate(host, 1, (_, count) => count + 1);
                due.Add(firing);
            }
        }

        return due;
    }

    private async Task SendAsync(AlertFiring firing, CancellationToken stopping)
    {
        // What is due is decided by one loop, which goes on at once.
        await Task.Yield();
        try
        {
            var fault = await _sender.SendAsync(firing, stopping);
            await RecordAsync(firing, fault);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It waits in the records.
        }
        catch (RecordsUnavailableException)
        {
            // Sent, perhaps, but not recorded: it is sent again, under the same key.
        }
        finally
        {
            _running.TryRemove(firing.Id, out var host);
            _runningByHost.AddOrUpdate(host!, 0, (_, count) => count - 1);
            Wake();
        }
    }

    private async Task RecordAsync(AlertFiring firing, string? fault)
    {
        var attempts = firing.Attempts + 1;
        var state = fault is null ? WebhookState.Delivered
            : attempts >= _settings.Webhooks.AttemptsMax ? WebhookState.GivenUp
            : WebhookState.Waiting;
        var next = Now() + (WaitAfter(attempts) * Timestamp.PerSecond);
        var text = fault is { Length: > FaultLengthMax } ? fault[..FaultLengthMax] : fault;
        await _records.AskAsync(database => database.Firings.Where(row => row.Id == firing.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.WebhookState, state).SetProperty(row => row.Attempts, attempts)
                .SetProperty(row => row.NextAttempt, next).SetProperty(row => row.Fault, text)));
        Interlocked.Increment(ref fault is null ? ref _delivered : ref _failed);
        if (state == WebhookState.GivenUp)
            Interlocked.Increment(ref _givenUp);
    }

    /// <summary>In seconds: twice as long after each attempt, up to the longest.</summary>
    internal long WaitAfter(int attempts) => Math.Min(
        _settings.Webhooks.RetrySecondsMax, (long)_settings.Webhooks.RetrySeconds << Math.Min(attempts - 1, 30));

    private async Task ForgetAsync()
    {
        if (_forgotAt is { } then && _clock.GetElapsedTime(then) < ForgetEvery)
            return;
        var last = await _records.AskAsync(database => database.Firings.MaxAsync(row => (long?)row.Id)) ?? 0;
        await _records.AskAsync(database => database.Firings
            .Where(row => row.Id <= last - _settings.FiringsMax && row.WebhookState != WebhookState.Waiting)
            .ExecuteDeleteAsync());
        _forgotAt = _clock.GetTimestamp();
    }

    private static string HostOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Authority : address;

    private long Now() => Timestamp.FromDateTime(_clock.GetUtcNow()).Nanoseconds;
}
