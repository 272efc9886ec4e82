using System.Diagnostics.Metrics;

namespace Bourse.Gateway.Metrics;

/// <summary>
/// One instrument with a series for each combination of its tags. Measured on any thread; a known series is found
/// without a lock or an allocation.
/// </summary>
internal sealed class Metric
{
    /// <summary>Combinations beyond this many are counted together, under <see cref="OverflowTag"/>.</summary>
    public const int SeriesMax = 1_000;

    public const string OverflowTag = "overflow";

    private const int Slots = 256;

    private static readonly KeyValuePair<string, object?>[] OverflowTags = [new(OverflowTag, "true")];

    private readonly Lock _lock = new();
    private readonly Series?[] _slots = new Series?[Slots];
    private readonly double[] _bounds;
    private readonly bool _isSummed;
    private readonly bool _isObserved;
    private int _count;
    private int _round;

    public Metric(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        Kind = KindOf(type);
        Name = MetricName.Of(instrument, Kind);
        Help = instrument.Description is { Length: > 0 } text ? text : instrument.Name;
        _isSummed = type == typeof(Counter<>) || type == typeof(UpDownCounter<>);
        _isObserved = instrument.IsObservable;
        _bounds = Kind == MetricKind.Histogram ? HistogramBounds.Of(instrument) : [];
    }

    public string Name { get; }

    public string Help { get; }

    public MetricKind Kind { get; }

    /// <summary>Every series, in no particular order; of an observed metric those of the last round.</summary>
    public IEnumerable<Series> All
    {
        get
        {
            for (var slot = 0; slot < Slots; slot++)
                for (var series = Volatile.Read(ref _slots[slot]); series is not null; series = series.Next)
                    if (!_isObserved || series.Round == _round)
                        yield return series;
        }
    }

    /// <summary>Series that are not observed from now on, such as an ended feed's, are no longer shown.</summary>
    public void BeginRound() => _round++;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Find(tags, Hash(tags)) ?? Add(tags);
        if (Kind == MetricKind.Histogram)
            series.Observe(value);
        else if (_isSummed)
            series.Add(value);
        else
            series.Set(value);
        series.Round = _round;
    }

    private static MetricKind KindOf(Type type)
    {
        if (type == typeof(Histogram<>))
            return MetricKind.Histogram;
        return type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter : MetricKind.Gauge;
    }

    private static int Hash(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = 17;
        unchecked
        {
            foreach (var (name, value) in tags)
                hash = (hash * 31) + (name.Length * 7) + (value?.GetHashCode() ?? 0);
        }

        return hash;
    }

    private Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, int hash)
    {
        for (var series = Volatile.Read(ref _slots[SlotOf(hash)]); series is not null; series = series.Next)
            if (series.Has(tags))
                return series;
        return null;
    }

    private Series Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock)
        {
            var kept = _count < SeriesMax ? tags : OverflowTags;
            var hash = Hash(kept);
            if (Find(kept, hash) is { } known)
                return known;
            var series = new Series(kept.ToArray(), _bounds, _slots[SlotOf(hash)]);
            Volatile.Write(ref _slots[SlotOf(hash)], series);
            _count++;
            return series;
        }
    }

    private static int SlotOf(int hash) => unchecked((hash ^ (hash >>> 16)) & (Slots - 1));
}
