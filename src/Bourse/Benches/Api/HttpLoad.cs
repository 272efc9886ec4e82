using System.Collections.Concurrent;
using System.Net;
using Bourse.Market;

namespace Bourse.Benches;

/// <summary>
/// Requests to a server over many connections. At a rate, open loop: so many are due at each millisecond whether or not
/// those before are answered, and a request that finds no free connection waits and is late. With rate 0 each connection
/// sends its next as soon as it is answered.
/// </summary>
internal sealed class HttpLoad : IDisposable
{
    private readonly List<HttpLine> _lines = [];
    private readonly ConcurrentStack<HttpLine> _free = new();
    private readonly ConcurrentQueue<(byte[] Request, long Due)> _waiting = new();
    private readonly Lock _lock = new();
    private Func<long, byte[]> _next = _ => [];
    private LatencyHistogram _latencies = new();
    private Dictionary<int, long> _statuses = [];
    private long _count;
    private long _ended;
    private long _taken;
    private bool _isPaced;

    public HttpLoad(IPEndPoint server, int connections)
    {
        for (var i = 0; i < connections; i++)
            _lines.Add(new HttpLine(server, Ended));
        _lines.ForEach(_free.Push);
    }

    /// <param name="next">Makes the request of a number from 0; at a rate on one thread.</param>
    public HttpLoadResult Run(Func<long, byte[]> next, long count, int perSecond)
    {
        (_next, _count, _ended, _taken) = (next, count, 0, 0);
        (_latencies, _statuses, _isPaced) = (new LatencyHistogram(), [], perSecond > 0);
        var start = TimedRecords.Now();
        if (_isPaced)
            SendAtRate(perSecond, start + Timestamp.PerMillisecond);
        else
            while (_free.TryPop(out var line))
                SendNext(line);
        while (Volatile.Read(ref _ended) < count)
            Thread.Sleep(1);
        return new HttpLoadResult(count, TimeSpan.FromTicks((TimedRecords.Now() - start) / 100), _latencies, _statuses);
    }

    public void Dispose() => _lines.ForEach(line => line.Dispose());

    private void SendAtRate(int perSecond, long start)
    {
        for (long i = 0; i < _count; i++)
        {
            // All requests of a millisecond are due at its beginning.
            var due = start + (i * 1_000 / perSecond * Timestamp.PerMillisecond);
            var request = _next(i);
            while (TimedRecords.Now() < due)
                Thread.Sleep(1);
            if (_free.TryPop(out var line))
                line.Send(request, due);
            else
                Wait(request, due);
        }
    }

    // A connection that came free meanwhile would otherwise never hear of it.
    private void Wait(byte[] request, long due)
    {
        _waiting.Enqueue((request, due));
        if (_free.TryPop(out var line))
            TakeWaiting(line);
    }

    private void Ended(HttpLine line)
    {
        lock (_lock)
        {
            _latencies.Record(TimedRecords.Now() - line.Due);
            _statuses[line.Status] = _statuses.GetValueOrDefault(line.Status) + 1;
        }

        Interlocked.Increment(ref _ended);
        if (line.Status == 0)
            throw new InvalidOperationException("The server closed a connection.");
        if (_isPaced)
            TakeWaiting(line);
        else
            SendNext(line);
    }

    private void TakeWaiting(HttpLine line)
    {
        if (_waiting.TryDequeue(out var next))
        {
            line.Send(next.Request, next.Due);
            return;
        }

        _free.Push(line);
        if (!_waiting.IsEmpty && _free.TryPop(out var again))
            TakeWaiting(again);
    }

    private void SendNext(HttpLine line)
    {
        var number = Interlocked.Increment(ref _taken) - 1;
        if (number < _count)
            line.Send(_next(number), TimedRecords.Now());
        else
            _free.Push(line);
    }
}
