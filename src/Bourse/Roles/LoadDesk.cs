using System.Collections.Concurrent;
using Bourse.Feeds.Csv;
using Microsoft.Extensions.Logging;

namespace Bourse.Roles;

/// <summary>Takes loads while the program runs: each is a feed of its own, watched by whoever asked for it.</summary>
internal sealed class LoadDesk(Tape.Tape tape, NodeOptions options, ILogger log)
{
    /// <summary>Loads remembered, running or ended; the oldest ended ones are forgotten.</summary>
    public const int LoadsMax = 64;

    private readonly ConcurrentDictionary<int, FeedRole> _loads = new();
    private readonly Lock _lock = new();
    private int _lastNumber;
    private bool _isClosed;

    public IEnumerable<FeedRole> All => _loads.Values;

    public FeedRole? Find(int number) => _loads.GetValueOrDefault(number);

    /// <summary>Starts a load and returns its number.</summary>
    /// <exception cref="Bourse.Feeds.FeedException">The file or the profile cannot be used.</exception>
    /// <exception cref="InvalidOperationException">Too many loads are running, or the program is stopping.</exception>
    public int Start(IReadOnlyList<CsvFile> files)
    {
        lock (_lock)
        {
            ForgetOldest();
            if (_isClosed || _loads.Count >= LoadsMax)
                throw new InvalidOperationException(_isClosed ? "the program is stopping" : $"{LoadsMax} loads are running");
            var role = new FeedRole(NodeFeeds.Archive($"load {++_lastNumber}", files, options), tape, log);
            _loads[_lastNumber] = role;
            role.Start();
            return _lastNumber;
        }
    }

    /// <summary>Takes no more loads, and asks the running ones to stop.</summary>
    public void Cancel()
    {
        lock (_lock)
            _isClosed = true;
        foreach (var load in _loads.Values)
            load.Cancel();
    }

    public void Join()
    {
        foreach (var load in _loads.Values)
            load.Join();
    }

    private void ForgetOldest()
    {
        if (_loads.Count < LoadsMax)
            return;
        var ended = _loads.Where(load => load.Value.HasEnded && load.Value.Inlet.IsDrained).ToList();
        if (ended.Count == 0)
            return;
        var (number, role) = ended.MinBy(load => load.Key);
        _loads.TryRemove(number, out _);
        role.Join();
        tape.RemoveFeed(role.Inlet);
        role.Dispose();
    }
}
