using System.Collections.Concurrent;
using Bourse.Feeds.Csv;
using Microsoft.Extensions.Logging;

namespace Bourse.Roles;

/// <summary>Takes loads while the program runs: each is a feed of its own, watched by whoever asked for it.</summary>
internal sealed class LoadDesk(Tape.Tape tape, Func<CsvFeedOptions, CsvFeed> open, ILogger log) : IDisposable
{
    /// <summary>Loads remembered, running or ended; the oldest ended ones are forgotten.</summary>
    public const int LoadsMax = 128;

    private readonly ConcurrentDictionary<int, FeedRole> _loads = new();
    private int _lastNumber;

    public ICollection<FeedRole> All => _loads.Values;

    /// <summary>Starts a load and returns its number.</summary>
    /// <exception cref="Bourse.Feeds.FeedException">The file or the profile cannot be used.</exception>
    /// <exception cref="InvalidOperationException"><see cref="LoadsMax"/> loads are running.</exception>
    public int Start(CsvFeedOptions options)
    {
        ForgetEnded();
        if (_loads.Count >= LoadsMax)
            throw new InvalidOperationException($"{LoadsMax} loads are running.");
        var number = Interlocked.Increment(ref _lastNumber);
        var role = new FeedRole(open(options), tape, log);
        _loads[number] = role;
        role.Start();
        return number;
    }

    public FeedRole? Find(int number) => _loads.GetValueOrDefault(number);

    public void Cancel()
    {
        foreach (var load in _loads.Values)
            load.Cancel();
    }

    public void Join()
    {
        foreach (var load in _loads.Values)
            load.Join();
    }

    public void Dispose()
    {
        foreach (var load in _loads.Values)
            load.Dispose();
    }

    private void ForgetEnded()
    {
        var ended = _loads.Where(load => load.Value.HasEnded && load.Value.Inlet.IsDrained).OrderBy(load => load.Key);
        foreach (var (number, load) in ended.Take(Math.Max(0, _loads.Count - (LoadsMax / 2))))
        {
            _loads.TryRemove(number, out _);
            load.Join();
            tape.RemoveFeed(load.Inlet);
            load.Dispose();
        }
    }
}
