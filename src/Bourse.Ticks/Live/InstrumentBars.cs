using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>All intervals' bars of one instrument. One writer; changed within the instrument's lock.</summary>
internal sealed class InstrumentBars
{
    private readonly BarSeries[] _series = new BarSeries[BarIntervals.Count];
    private readonly BarSlot[] _slots = new BarSlot[BarIntervals.Count];

    public InstrumentBars(VenueClock clock, MemoryGauge memory)
    {
        for (var i = 0; i < _series.Length; i++)
            _series[i] = new BarSeries(clock, ((BarInterval)i).Nanoseconds(), memory);
    }

    public BarSeries this[BarInterval interval] => _series[(int)interval];

    public void Add(in Trade trade)
    {
        var print = new Print(trade);
        for (var i = 0; i < _slots.Length; i++)
        {
            ref var slot = ref _slots[i];
            if (slot.Holds(print.Time))
                // The row is in the array since the slot was set; the check would fetch one more line of memory.
                Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(slot.Bars!), slot.Row).Add(print);
            else
                _series[i].Add(print, ref slot);
        }
    }

    /// <summary>
    /// Drops bars that start at or before a time. Day bars stay: a previous close is asked of any day.
    /// </summary>
    public void DropThrough(long time)
    {
        for (var i = BarInterval.Second1; i < BarInterval.Day1; i++)
        {
            this[i].DropThrough(time);
            _slots[(int)i] = default;
        }
    }

    public void List(List<(long LastTime, int Bytes)> chunks)
    {
        for (var i = BarInterval.Second1; i < BarInterval.Day1; i++)
            this[i].List(chunks);
    }
}
