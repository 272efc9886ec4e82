using System.Collections.Concurrent;

namespace Bourse.Market;

/// <summary>All instruments of one tape. One writer at a time (guarded here), any number of lock-free readers.</summary>
public sealed class InstrumentRegistry
{
    public const int InstrumentsMax = 1_000_000;

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Instrument> _byKey = new(StringComparer.Ordinal);
    private Instrument?[] _byNumber = new Instrument?[64];
    private int _count;

    /// <summary>The highest instrument number; numbers start at 1.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The instruments in the order of their numbers.</summary>
    public IEnumerable<Instrument> All
    {
        get
        {
            var instruments = Volatile.Read(ref _byNumber);
            for (var number = 1; number <= Math.Min(Count, instruments.Length - 1); number++)
                if (instruments[number] is { } instrument)
                    yield return instrument;
        }
    }

    /// <summary>The instrument of that id, or null.</summary>
    public Instrument? Find(InstrumentId id)
    {
        var instruments = Volatile.Read(ref _byNumber);
        return id.Number >= 0 && id.Number < instruments.Length ? instruments[id.Number] : null;
    }

    /// <summary>The instrument of "ASX:BHP", or null.</summary>
    public Instrument? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>"ASX:BHP" names one instrument, "BHP" every venue's, in the order of their numbers.</summary>
    public IReadOnlyList<Instrument> Named(string name)
    {
        if (name.Contains(':'))
            return Find(name) is { } one ? [one] : [];
        return [.. All.Where(instrument => instrument.Symbol == name)];
    }

    /// <summary>Takes an instrument whose number is known, as read from a tape; a later one replaces an earlier.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1 or above <see cref="InstrumentsMax"/>.</exception>
    public void Put(Instrument instrument)
    {
        var number = instrument.Id.Number;
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, InstrumentsMax);
        lock (_lock)
        {
            if (number >= _byNumber.Length)
                Grow(number);
            Volatile.Write(ref _byNumber[number], instrument);
            _byKey[instrument.Key] = instrument;
            Volatile.Write(ref _count, Math.Max(_count, number));
        }
    }

    /// <summary>The instrument of that key, made with the next free number when it is new.</summary>
    /// <param name="make">Is called at most once, with the id to carry.</param>
    public Instrument GetOrAdd(string key, Func<InstrumentId, Instrument> make, out bool isNew)
    {
        lock (_lock)
        {
            isNew = !_byKey.TryGetValue(key, out var known);
            if (known is not null)
                return known;
            var made = make(new InstrumentId(_count + 1));
            Put(made);
            return made;
        }
    }

    private void Grow(int number)
    {
        var larger = new Instrument?[Math.Max(number + 1, _byNumber.Length * 2)];
        _byNumber.CopyTo(larger, 0);
        Volatile.Write(ref _byNumber, larger);
    }
}
