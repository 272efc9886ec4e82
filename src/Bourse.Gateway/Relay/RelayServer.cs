using System.Net.Sockets;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape.Relay;
using Microsoft.Extensions.Logging;

namespace Bourse.Gateway.Relay;

/// <summary>
/// Serves the tape to other processes. Each subscriber has a thread and a journal cursor of its own: one that falls
/// behind reads older records, and nobody waits for it.
/// </summary>
public sealed class RelayServer : IDisposable
{
    private readonly JournalReader _tape;
    private readonly InstrumentRegistry _instruments;
    private readonly Func<IReadOnlyList<Source>> _sources;
    private readonly RelayOptions _options;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Socket> _listeners = [];
    private readonly List<Thread> _threads = [];
    private readonly Lock _lock = new();
    private int _subscribers;

    /// <param name="sources">The sources that are defined on the tape at the time of the call.</param>
    public RelayServer(
        JournalReader tape, InstrumentRegistry instruments, Func<IReadOnlyList<Source>> sources, RelayOptions options,
        ILogger log)
    {
        (_tape, _instruments, _sources, _options, _log) = (tape, instruments, sources, options, log);
    }

    /// <summary>Subscribers being served now.</summary>
    public int Subscribers => Volatile.Read(ref _subscribers);

    /// <summary>Begins to listen there; a Unix socket left by a dead process is replaced.</summary>
    /// <exception cref="SocketException">The address is taken or not ours.</exception>
    public void Listen(RelayAddress address)
    {
        if (address.IsUnix)
            File.Delete(address.EndPoint.ToString()!);
        var listener = address.NewSocket();
        _listeners.Add(listener);
        listener.Bind(address.EndPoint);
        listener.Listen(_options.SubscribersMax);
        Start(() => Accept(listener), $"relay {address}");
    }

    public void Dispose()
    {
        _stopping.Cancel();
        foreach (var listener in _listeners)
            listener.Dispose();
        Thread[] threads;
        lock (_lock)
            threads = [.. _threads];
        foreach (var thread in threads)
            thread.Join(TimeSpan.FromSeconds(2));
        _stopping.Dispose();
    }

    private void Start(Action body, string name)
    {
        var thread = new Thread(() => Run(body)) { IsBackground = true, Name = name };
        lock (_lock)
            _threads.Add(thread);
        thread.Start();
    }

    private void Run(Action body)
    {
        try
        {
            body();
        }
        finally
        {
            lock (_lock)
                _threads.Remove(Thread.CurrentThread);
        }
    }

    private void Accept(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = listener.Accept();
                Start(() => Serve(socket), "relay subscriber");
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                if (_stopping.IsCancellationRequested)
                    return;
                _log.LogWarning("Relay: cannot accept a subscriber: {Reason}", fault.Message);
                _stopping.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private void Serve(Socket socket)
    {
        using var ending = _stopping.Token.Register(socket.Dispose);
        socket.SendTimeout = socket.ReceiveTimeout = _options.StalledSecondsMax * 1000;
        var isAdmitted = Interlocked.Increment(ref _subscribers) <= _options.SubscribersMax;
        try
        {
            var stream = new RelayStream(socket, _tape, _instruments, _options);
            if (isAdmitted)
                stream.Serve(_sources(), _stopping.Token);
            else
                stream.Refuse($"{_options.SubscribersMax} subscribers are served already");
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or JournalException)
        {
            _log.LogInformation("Relay: a subscriber is gone: {Reason}", fault.Message);
        }
        finally
        {
            Interlocked.Decrement(ref _subscribers);
            socket.Dispose();
        }
    }
}
