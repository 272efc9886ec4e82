using Bourse.Feeds.Registry;
using Bourse.Market;
using Microsoft.Extensions.Logging;

namespace Bourse.Roles;

/// <summary>
/// Keeps the registry of venues that is in force. It looks each second whether the file has changed; a good one is applied,
/// a bad one is refused with every mistake, and what was in force stays so. Any thread.
/// </summary>
internal sealed class RegistryWatch : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    // A file that was written just now may be written again without its time being another.
    private static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(2);

    private readonly RegistryFile _file;
    private readonly RegistryOverrides _overrides;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private Action<VenueRegistry> _apply = _ => { };
    private ITimer? _timer;
    private (string Path, DateTime Written, long Bytes)? _stamp;
    private byte[]? _taken;
    private bool _isSettled;
    private bool _isClosed;
    private VenueRegistry _registry = VenueRegistry.Empty;
    private RegistryRefusal? _refusal;

    /// <summary>Reads the file, which may be refused.</summary>
    public RegistryWatch(RegistryFile file, RegistryOverrides overrides, TimeProvider clock, ILogger log)
    {
        (_file, _overrides, _clock, _log) = (file, overrides, clock, log);
        Look();
    }

    /// <summary>What is in force.</summary>
    public VenueRegistry Registry => Volatile.Read(ref _registry);

    /// <summary>Why the file as it is now is not in force; null where it is.</summary>
    public RegistryRefusal? Refusal => Volatile.Read(ref _refusal);

    public RegistryOverrides Overrides => _overrides;

    /// <summary>Applies what is in force, and from now on whatever comes to be.</summary>
    public void Start(Action<VenueRegistry> apply)
    {
        lock (_lock)
        {
            _apply = apply;
            apply(Registry);
            _timer = _clock.CreateTimer(_ => LookAgain(), null, LookEvery, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Looks whether the file has changed, and takes or refuses it if so.</summary>
    public void Look()
    {
        lock (_lock)
        {
            var stamp = _file.Stamp;
            if (_isClosed || (stamp is not null && stamp == _stamp && _isSettled))
                return;
            _stamp = stamp;
            _isSettled = stamp is { } found && (_clock.GetUtcNow().UtcDateTime - found.Written).Duration() > SettledAfter;
            Take();
        }
    }

    /// <summary>
    /// Changes the file and applies it. Returns the mistakes that the file has, or would have: then nothing is changed.
    /// </summary>
    /// <param name="change">Makes the new text of the old; null where there is nothing to change.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read or written.</exception>
    public IReadOnlyList<RegistryFault> Change(Func<byte[], byte[]?> change)
    {
        lock (_lock)
        {
            var before = _file.Read();
            if (RegistryReader.Read(before) is { Registry: null } wrong)
                return wrong.Faults;
            if (change(before) is not { } after)
                return [];
            if (Read(after) is { Registry: null } reading)
                return reading.Faults;
            _file.Write(after);
            _stamp = null;
            Look();
            return Refusal?.Faults ?? [];
        }
    }

    /// <summary>Looks no more.</summary>
    public void Dispose()
    {
        lock (_lock)
            _isClosed = true;
        _timer?.Dispose();
    }

    private void LookAgain()
    {
        Look();
        lock (_lock)
            if (!_isClosed)
                _timer!.Change(LookEvery, Timeout.InfiniteTimeSpan);
    }

    private void Take()
    {
        byte[] bytes;
        try
        {
            bytes = _file.Read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Refuse([new RegistryFault(0, fault.Message)]);
            _taken = null;
            return;
        }

        if (_taken is not null && _taken.AsSpan().SequenceEqual(bytes))
            return;
        _taken = bytes;
        var reading = Read(bytes);
        if (reading.Registry is { } registry)
            Accept(registry);
        else
            Refuse(reading.Faults);
    }

    private RegistryReading Read(byte[] bytes)
    {
        var reading = RegistryReader.Read(bytes);
        return reading.Registry is { } registry ? _overrides.ApplyTo(registry) : reading;
    }

    private void Accept(VenueRegistry registry)
    {
        Volatile.Write(ref _registry, registry);
        Volatile.Write(ref _refusal, null);
        _log.LogInformation("Venues: {Count} in {File}", registry.Venues.Count, _file.Path);
        _apply(registry);
    }

    private void Refuse(IReadOnlyList<RegistryFault> faults)
    {
        var refusal = new RegistryRefusal(_file.Path, Timestamp.FromDateTime(_clock.GetUtcNow()), faults);
        if (Refusal?.Reason == refusal.Reason)
            return;
        Volatile.Write(ref _refusal, refusal);
        _log.LogError("Venues: refused, what was in force stays so: {Reason}", refusal.Reason);
    }
}
