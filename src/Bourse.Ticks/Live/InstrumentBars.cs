using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>All intervals' bars of one instrument. One writer; changed within the instrument's lock.</summary>
internal sealed class InstrumentBars
{
    private readonly BarSeries[] _series = new BarSeries[BarIntervals.Count];

    public InstrumentBars(VenueClock clock, MemoryGauge memory)
    {
        for (var i = 0; i < _series.Length; i++)
            _series[i] = new BarSeries(clock, ((BarInterval)i).Nanoseconds(), memory);
    }

    public BarSeries this[BarInterval interval] => _series[(int)interval];

    public void Add(in Trade trade, long sequence)
    {
        var print = new Print(trade, sequence);
        foreach (var series in _series)
            series.Add(print);
    }

    /// <summary>Drops bars that start at or before a time. Day bars stay: a previous close is asked of any day.</summary>
    public void DropThrough(long time)
    {
        for (var i = BarInterval.Second1; i < BarInterval.Day1; i++)
            this[i].DropThrough(time);
    }

    public void List(List<(long LastTime, int Bytes)> chunks)
    {
        for (var i = BarInterval.Second1; i < BarInterval.Day1; i++)
            this[i].List(chunks);
    }
}
